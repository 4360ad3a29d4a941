// The hyperbolic functions and their inverses.
// derivatives: hyperbolic(x)
#include <cmath>

double hyperbolic(double x) {
  const double s = std::sinh(x) * std::tanh(x) + std::cosh(x);
  return s * std::asinh(x) + std::acosh(s + 1) * std::atanh(x / 2);
}
