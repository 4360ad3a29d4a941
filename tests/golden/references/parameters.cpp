// Reference parameters: read, updated, overwritten.
// derivatives: rotate(x, y, angle -> x, y, norm)
#include <cmath>

void rotate(double& x, double& y, const double& angle, double& norm) {
  const double c = std::cos(angle);
  const double s = std::sin(angle);
  const double old = x;
  x = c * old - s * y;
  y = s * old + c * y;
  norm = x * x + y * y * y;
}
