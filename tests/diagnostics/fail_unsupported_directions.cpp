// A derivative written by hand carries one direction
// refuses: Unsupported
// backsweep: --tangent 'energy(x)' --directions=2
#include <backsweep/annotate.h>

#include <cmath>

double softplus(double x) { return std::log1p(std::exp(x)); }

BACKSWEEP_DERIVATIVE_OF(softplus)
double softplus_tangent(double x, double x_dot, double& softplus_dot) {
  softplus_dot = x_dot / (1 + std::exp(-x));
  return std::log1p(std::exp(x));
}

double energy(double x) {
// expect-error@+2:3: a derivative of the user's own with several directions is not supported on an active path [Unsupported]
// expect-note@+1:3: leave --directions away, and call the derivative once for each direction [WayOut]
  return x * softplus(x);
}
