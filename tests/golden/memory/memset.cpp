// memset to zero before accumulation, and over active values.
// derivatives: histogram(x[n] -> y[3])
#include <cstring>

void histogram(const double* x, int n, double* y) {
  double t[3];
  std::memset(t, 0, sizeof t);
  std::memset(y, 0, 3 * sizeof(double));
  for (int i = 0; i < n; ++i) {
    t[i % 3] += x[i] * x[i];
    if (i == 4) std::memset(t, 0, sizeof(double));
    y[i % 3] += t[i % 3] * x[0];
  }
}
