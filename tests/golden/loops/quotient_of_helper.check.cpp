#include "quotient_of_helper.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(gated, in(sample(5)), in(sample(5)), fixed(5), fixed(4));
  return check::report();
}
