// sqrt, cbrt, hypot of two and three, pow, ldexp, scalbn, scalbln.
// derivatives: powers(x, y)
#include <cmath>

double powers(double x, double y) {
  const double lengths = std::hypot(x, y) * std::hypot(x, y, x * y);
  return std::sqrt(x) * std::cbrt(y) + lengths * std::pow(x, y) + std::ldexp(x * y, 2) * std::scalbn(x, -1) +
         std::scalbln(y, 1L) * std::pow(x, 1.5);
}
