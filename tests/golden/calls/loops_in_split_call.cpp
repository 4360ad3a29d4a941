// A function that is reversed in two parts keeps what its loops need in blocks; the caller's outputs survive that.
// derivatives: blend(x[n], y[n], k -> x[n], y[n])
#include <backsweep/annotate.h>

#include <cmath>

void smooth(double* x, int n, double k, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    for (int i = 1; i + 1 < n; ++i) x[i] += 0.1 * std::exp(-k * std::fabs(x[i + 1] - x[i - 1]));
    double rest = std::fabs(x[0]);
    while (rest > 0.01) {
      for (int i = 0; i < n; ++i) x[i] *= 1 - 0.01 * rest * std::cos(x[i]);
      rest *= 0.3;
    }
  }
}

void blend(double* x, double* y, int n, double k) {
  for (int i = 0; i < n; ++i) x[i] *= std::sin(y[i]);
  BACKSWEEP_STORE
  smooth(x, n, k, 3);
  for (int i = 0; i < n; ++i) y[i] = x[i] * y[i];
  BACKSWEEP_STORE
  smooth(y, n, k * k, 2);
  for (int i = 0; i < n; ++i) x[i] = std::exp(-x[i]) * y[i];
}
