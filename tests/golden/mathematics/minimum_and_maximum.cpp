// min, max, clamp, fmin, fmax, fdim, abs, also nested and with constants.
// derivatives: extremes(x, y)
#include <algorithm>
#include <cmath>

double extremes(double x, double y) {
  const double top = std::max(x, y) * std::fmax(x * y, 0.3);
  const double bottom = std::min(x, std::min(y, 0.7)) + std::fmin(x, 2.0) * std::max({x, y, 0.9});
  return std::clamp(top, bottom - 3, 10 * x) + std::fdim(x, y) * std::fdim(y, x + 2) + std::abs(bottom - top) * std::fabs(-x);
}
