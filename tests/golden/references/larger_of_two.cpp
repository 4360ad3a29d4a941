// References to the larger or smaller of two variables, which change afterwards.
// derivatives: bounded(x[2])
#include <algorithm>

double bounded(const double* x) {
  double a = x[0] * x[1];
  double b = x[1] * x[1];
  const double& larger = std::max(a, b);
  const double& smaller = std::min(b, a);
  a *= 2;
  b += x[0];
  return larger * larger - smaller * x[0];
}
