#include "may_overlap.expected.hpp"

#include "check_derivatives.h"

// One array for both parameters, shifted by an element.
inline void shifted(double* x, int n) { update(x, x + 1, n - 1); }
#ifndef CHECK_VALUES
inline void shifted_adjoint(double* x, int n, double* x_bar) { update_adjoint(x, x + 1, n - 1, x_bar, x_bar + 1); }
inline void shifted_tangent(double* x, int n, double* x_dot) { update_tangent(x, x + 1, n - 1, x_dot, x_dot + 1); }
#endif

int main() {
  CHECK_DERIVATIVES(update, in(sample(6)), inout(sample(6)), fixed(6));
  CHECK_DERIVATIVES(shifted, inout(sample(6)), fixed(6));
  CHECK_DERIVATIVES(blend, in(sample(4)), inout(sample(8)), fixed(4), in(0.7));
  CHECK_GRADIENT(residual, in(sample(5)), in(sample(5)), fixed(5));
  return check::report();
}
