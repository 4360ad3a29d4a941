#include "pow_patterns.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(powers, in(sample()), in(sample()), fixed(4));
  CHECK_DERIVATIVES(powers, in(sample()), in(sample()), fixed(-2));
  return check::report();
}
