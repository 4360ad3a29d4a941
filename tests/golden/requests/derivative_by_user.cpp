// A hand-written adjoint and tangent are used wherever the function is called.
// backsweep: --adjoint 'energy(x)' --tangent 'energy(x)'
#include <backsweep/annotate.h>

#include <cmath>

int uses;

double softplus(double x) { return std::log(1 + std::exp(x)); }

BACKSWEEP_DERIVATIVE_OF(softplus)
void softplus_adjoint(double x, double& x_bar, double result_bar) {
  ++uses;
  x_bar += result_bar / (1 + std::exp(-x));
}

BACKSWEEP_DERIVATIVE_OF(softplus)
double softplus_tangent(double x, double x_dot, double& result_dot) {
  result_dot = x_dot / (1 + std::exp(-x));
  return softplus(x);
}

double energy(double x) { return softplus(x * x) * x; }
