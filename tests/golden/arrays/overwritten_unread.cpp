// Arrays whose first values nobody reads: the adjoint is zero again where they are overwritten.
// derivatives: sines(x[n])
// derivatives: squares(x[n] -> y[n])
#include <cmath>
#include <vector>

double sines(const double* x, int n) {
  std::vector<double> w(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) w[static_cast<std::size_t>(i)] = x[i] * x[i];
  for (int i = 0; i < n; ++i) w[static_cast<std::size_t>(i)] = std::sin(x[i]);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += w[static_cast<std::size_t>(i)];
  return sum;
}

void squares(const double* x, double* y, int n) {
  double w[8];
  for (int i = 0; i < n; ++i) w[i] = std::sin(x[i]);
  for (int i = 0; i < n; ++i) w[i] = x[i] * x[i];
  for (int i = 0; i < n; ++i) y[i] = w[i];
}
