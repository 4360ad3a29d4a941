// `i-- > 0` on an unsigned variable.
// derivatives: reversed(x[n])
#include <cstddef>

double reversed(const double* x, std::size_t n) {
  double y = 0;
  for (std::size_t i = n; i-- > 0;) y = y * x[i] + x[i];
  for (std::size_t i = n - 1; i < n; --i) y = y * 0.5 + x[i] * x[i];
  return y;
}
