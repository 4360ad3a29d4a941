// A loop counted by a floating-point variable that is itself constant.
// derivatives: integrate(a)
#include <cmath>

double integrate(double a) {
  double sum = 0;
  for (double t = 0; t < 1; t += 0.125) sum += std::exp(-a * t) * 0.125;
  return sum;
}
