#include "overwritten_parameter.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(overwritten, in(sample()), in(sample()));
  return check::report();
}
