// Functions with derivative zero: rounding, classification, comparison.
// derivatives: steps(x, y)
#include <cmath>
#include <cstdlib>

double steps(double x, double y) {
  const double rounded = std::floor(x * 3) + std::ceil(y * 3) + std::trunc(x * 5) + std::round(y * 5) + std::rint(x * 7) +
                         std::nearbyint(y * 7) + std::logb(x);
  const long whole = std::lround(x * 9) + std::lrint(y * 9) + std::ilogb(x * 100);
  double value = x * rounded * y;
  if (std::isfinite(value) && !std::isnan(value) && !std::isinf(x) && std::isnormal(y)) value += x * static_cast<double>(whole);
  if (std::signbit(-y) && (std::isgreater(x, y) || std::islessequal(x, y)) && !std::isunordered(x, y)) value *= y;
  if (std::isgreaterequal(y, x) && std::isless(x, y) && std::islessgreater(x, y)) value += static_cast<double>(std::labs(whole)) * x;
  if (std::fpclassify(x) == FP_NORMAL) value *= static_cast<double>(std::llabs(std::llround(y * 3) - std::llrint(x * 3))) + x;
  return value;
}
