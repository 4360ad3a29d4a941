#include "guarded_root.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(unit, in(sample(3)), out(sample(3)), fixed(3));
  CHECK_DERIVATIVES(attraction, in(0.7), in(0.4));
  CHECK_DERIVATIVES(attraction, in(0.05), in(0.04));
#if !defined(CHECK_VALUES) && !defined(CHECK_DIRECTIONS)
  // At the pole itself the difference of the primal says nothing.
  const double x[2] = {0, 0};
  double y[2];
  double x_bar[2] = {0, 0};
  double y_bar[2] = {0.3, 0.4};
  unit_adjoint(x, y, 2, x_bar, y_bar);
  check::expect(x_bar[0] == 0.3 && x_bar[1] == 0.4, "the seed goes through");
  double a_bar = 0;
  double b_bar = 0;
  attraction_adjoint(0, 0, a_bar, b_bar, 1);
  check::expect(a_bar == 0 && b_bar == 0, "no adjoint comes from the way that is not taken");
#endif
  return check::report();
}
