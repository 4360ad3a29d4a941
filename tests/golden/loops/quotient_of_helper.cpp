// One division from what is stored: it is computed again, also where a helper returned it.
// derivatives: gated(x[n], w[n])
#include <cmath>

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

double gated(const double* x, const double* w, int n, int steps) {
  double cell = 0;
  for (int t = 0; t < steps; ++t) {
    for (int i = 0; i < n; ++i) {
      const double gate = sigmoid(cell * w[i]);
      cell = cell * gate + std::tanh(x[i]);
    }
  }
  return cell;
}
