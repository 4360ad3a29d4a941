// memcpy of whole arrays and of parts, with sizes in bytes.
// derivatives: copied(x[n] -> y[n])
#include <cstddef>
#include <cstring>

void copied(const double* x, double* y, std::size_t n) {
  double t[8];
  std::memcpy(t, x, n * sizeof(double));
  for (std::size_t i = 0; i < n; ++i) t[i] *= t[0];
  std::memcpy(y, t, sizeof(double) * n);
  memcpy(y + 1, t, 2 * sizeof *y);
}
