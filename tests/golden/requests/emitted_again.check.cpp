#include "emitted_again.expected.hpp"

#include "check_derivatives.h"

// The returned value is no dependent.
inline void flow(double* u, int n, double c, double* u_bar, double& c_bar) { flow_gradient(u, n, c, u_bar, c_bar); }
#ifndef CHECK_VALUES
inline void flow_tangent(double* u, int n, double c, double* u_bar, double& c_bar, double* u_dot, double c_dot,
                         double* u_bar_dot, double& c_bar_dot) {
  flow_gradient_tangent(u, n, c, u_bar, c_bar, u_dot, c_dot, u_bar_dot, c_bar_dot);
}
inline void flow_adjoint(double* u, int n, double c, double* u_bar, double& c_bar, double* u_bar_2, double& c_bar_2,
                         double* u_bar_bar, double& c_bar_bar) {
  flow_gradient_adjoint(u, n, c, u_bar, c_bar, u_bar_2, c_bar_2, u_bar_bar, c_bar_bar);
}
#endif
inline void power(double x, double& x_bar) { power_gradient(x, x_bar); }
#ifndef CHECK_VALUES
inline void power_tangent(double x, double& x_bar, double x_dot, double& x_bar_dot) {
  power_gradient_tangent(x, x_bar, x_dot, x_bar_dot);
}
inline void power_adjoint(double x, double& x_bar, double& x_bar_2, double& x_bar_bar) {
  power_gradient_adjoint(x, x_bar, x_bar_2, x_bar_bar);
}
#endif

inline void choices(const double* x, int n, double* x_bar) { choices_gradient(x, n, x_bar); }
#ifndef CHECK_VALUES
inline void choices_tangent(const double* x, int n, double* x_bar, double* x_dot, double* x_bar_dot) {
  choices_gradient_tangent(x, n, x_bar, x_dot, x_bar_dot);
}
inline void choices_adjoint(const double* x, int n, double* x_bar, double* x_bar_2, double* x_bar_bar) {
  choices_gradient_adjoint(x, n, x_bar, x_bar_2, x_bar_bar);
}
#endif

int main() {
  CHECK_DERIVATIVES(flow, inout(sample(4)), fixed(4), in(0.3), out(sample(4)), out(0.0));
  CHECK_DERIVATIVES(power, in(1.3), out(0.0));
  CHECK_DERIVATIVES(choices, in(sample(4)), fixed(4), out(sample(4)));
  return check::report();
}
