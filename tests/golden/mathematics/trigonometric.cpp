// The circular functions and their inverses.
// derivatives: circular(x, y)
#include <cmath>

double circular(double x, double y) {
  const double wave = std::sin(x) * std::cos(y) + std::tan(x / 2);
  return wave * std::asin(x / 2) - std::acos(y / 2) * std::atan(wave) + std::atan2(y, wave);
}
