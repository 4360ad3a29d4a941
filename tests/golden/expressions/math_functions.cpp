// Rules of one and of two operands in one expression.
// derivatives: mixture(x, y)
#include <algorithm>
#include <cmath>

double mixture(double x, double y) {
  const double a = std::exp(-x) * std::sin(y) + std::log(x) / std::sqrt(y);
  const double b = std::pow(x, y) + std::atan2(x, y) + std::hypot(x, y);
  return a * std::max(b, x) + std::min(a, y) * std::fabs(a - b) + std::tanh(a * b) + std::fma(a, b, x);
}
