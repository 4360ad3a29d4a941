#include "to_scalar.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(solve, in(0.8), in(3.1), in(0.9), out(sample(1)), out(sample(1)));
  CHECK_ALSO(
      double root = 0; double root_bar = 1; double a_bar = 0; double b_bar = 0; double c_bar = 0;
      solve_adjoint(0.8, 3.1, 0.9, &root, nullptr, a_bar, b_bar, c_bar, &root_bar, nullptr);
      check::expect(c_bar != 0, "an output may be left out");)
  return check::report();
}
