#include "triangular.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(solve_lower, in(sample(16)), in(sample(4)), out(sample(4)), fixed(4));
  return check::report();
}
