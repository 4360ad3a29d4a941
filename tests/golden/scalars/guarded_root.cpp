// A root in front of the test that guards it: at zero its derivative is none, and the way that is taken does not ask for it.
// derivatives: unit(x[n] -> y[n])
// derivatives: attraction(x, y)
#include <cmath>

void unit(const double* x, double* y, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += x[i] * x[i];
  const double length = std::sqrt(sum);
  if (length < 1e-12) {
    for (int i = 0; i < n; ++i) y[i] = x[i];
    return;
  }
  for (int i = 0; i < n; ++i) y[i] = x[i] / length;
}

double attraction(double x, double y) {
  const double distance = std::sqrt(x * x + y * y);
  const double potential = 2 * std::log(distance) + 1 / distance;
  double force = 0;
  if (distance > 0.1) force = potential * distance;
  return force + (distance > 0.1 ? x / distance : y * y);
}
