// pow with an active base, an active exponent, both, and an integer exponent.
// derivatives: powers(x, y)
#include <cmath>

double powers(double x, double y, int n) {
  return std::pow(x, 3) + std::pow(2.5, y) + std::pow(x, y) + std::pow(x, n) + std::pow(x * y, 0.5);
}
