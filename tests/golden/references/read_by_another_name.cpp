// A value that is read under another name while it is overwritten.
// derivatives: product(x[n])
#include <cmath>

double product(const double* x, int n) {
  double total = 0.5;
  for (int i = 0; i < n; ++i) {
    double& so_far = total;
    const double factor = 1 + std::sin(x[i]);
    total = factor * so_far;
  }
  return total;
}
