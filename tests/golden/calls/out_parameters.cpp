// A callee that returns through pointers and references.
// derivatives: polar_product(x, y)
#include <cmath>

void polar(double x, double y, double* radius, double& angle) {
  *radius = std::sqrt(x * x + y * y);
  angle = std::atan2(y, x);
}

double polar_product(double x, double y) {
  double r = 0;
  double phi = 0;
  polar(x, y, &r, phi);
  polar(r, phi, &r, phi);
  return r * phi;
}
