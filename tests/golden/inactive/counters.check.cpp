#include "counters.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(counted, in(sample(4)), fixed(4));
  CHECK_ALSO(
      const double x[4] = {0.5, 1.5, 2, 0.1};
      double x_bar[4] = {};
      evaluations = 0;
      counted_adjoint(x, 4, x_bar, 1.0);
      check::expect(evaluations == 3, "the adjoint counts as often as the primal");)
  return check::report();
}
