#include "write.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(write, inout(sample_vector(4)), inout(sample_vector(3)));
  return check::report();
}
