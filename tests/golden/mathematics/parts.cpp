// Functions that take a number apart: fmod, remainder, modf, frexp, remquo, copysign, nextafter, fma.
// derivatives: parts(x, y)
#include <cmath>

double parts(double x, double y) {
  double whole = 0;
  int exponent = 0;
  int quotient = 0;
  const double fraction = std::modf(x * 3.3, &whole);
  const double mantissa = std::frexp(y * 5, &exponent);
  const double rest = std::remquo(x * 7, y, &quotient);
  return fraction * mantissa + whole * x + exponent * y + rest * quotient + std::fmod(x * 5, y) * std::remainder(y * 5, x) +
         std::copysign(x, -y) * std::nextafter(y, 9.0) + std::fma(x, y, x) * std::nexttoward(x, 2.0L);
}
