#include "objects_with_constants.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(made, in(sample(2)), fixed(3));
  CHECK_DERIVATIVES(passed, in(sample(2)), fixed(3));
  CHECK_DERIVATIVES(pushed, in(sample(2)), fixed(3));
  CHECK_DERIVATIVES(enclosed, in(sample(2)), fixed(3));
  return check::report();
}
