#include "integer_arithmetic.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(integers, in(sample()), fixed(11), fixed(5U));
  CHECK_DERIVATIVES(integers, in(sample()), fixed(-4), fixed(9U));
  return check::report();
}
