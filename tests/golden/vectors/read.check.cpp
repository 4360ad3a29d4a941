#include "read.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(read, in(sample_vector(4)));
  return check::report();
}
