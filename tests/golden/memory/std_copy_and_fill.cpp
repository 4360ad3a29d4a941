// std::copy, std::copy_n, std::fill and std::fill_n over pointers.
// derivatives: algorithms(x[n], value -> y[n])
#include <algorithm>

void algorithms(const double* x, double* y, int n, double value) {
  double t[8];
  std::fill(t, t + 8, value);
  std::copy(x, x + n, y);
  std::copy_n(x, 2, t + 1);
  for (int i = 0; i < n; ++i) y[i] *= t[i] * t[7];
  std::fill_n(y, 1, value * value);
}
