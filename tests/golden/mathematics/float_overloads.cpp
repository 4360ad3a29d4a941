// Overloads for float and long double, promotion of integers, unqualified names through using.
// derivatives: overloads(x, y)
#include <cmath>

using std::exp;

double overloads(float x, long double y, int n) {
  const float single = std::sin(x) + exp(x) * std::sqrt(x);
  const long double wide = std::log(y) + std::pow(y, n) + exp(y);
  return static_cast<double>(wide) * single + std::sqrt(n) * static_cast<double>(std::atan2(y, x));
}
