// Loops that need not run at all.
// derivatives: guarded(x, y)
// derivatives: unsigned_bounds(x[n])
#include <cmath>
#include <cstddef>

double guarded(double x, double y, int n) {
  double value = x * y;
  for (int i = 0; i < n; ++i) value = value * x;
  int i = n;
  while (i > 2) {
    value = value * y;
    --i;
  }
  return value;
}

double unsigned_bounds(const double* x, std::size_t n) {
  double value = 1;
  for (std::size_t i = 2; i < n; ++i) value = value * x[i] + std::sin(value);
  for (std::size_t i = 4; i < n; i += 3) value = value * x[i] + std::sin(value);
  return value;
}
