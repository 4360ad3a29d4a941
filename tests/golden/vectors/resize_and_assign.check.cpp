#include "resize_and_assign.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(resized, inout(sample_vector(3)), in(sample()));
  return check::report();
}
