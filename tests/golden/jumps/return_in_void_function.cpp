// A function without a result that returns early.
// derivatives: normalize(v[n] -> v[n])
#include <cmath>

void normalize(double* v, int n) {
  double square = 0;
  for (int i = 0; i < n; ++i) square += v[i] * v[i];
  if (square < 0.01) return;
  const double length = std::sqrt(square);
  for (int i = 0; i < n; ++i) v[i] /= length;
}
