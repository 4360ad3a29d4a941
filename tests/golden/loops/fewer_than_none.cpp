// Unsigned loops that have no iteration, around others: their blocks are empty.
// derivatives: inner_rows(x[n * m])
#include <cstddef>

double inner_rows(const double* x, std::size_t n, std::size_t m) {
  double s = 1;
  for (int t = 0; t < 2; ++t) {
    for (std::size_t i = 1; i + 1 < n; ++i) {
      for (std::size_t j = 0; j < m; ++j) s = s * s * x[i * m + j];
    }
  }
  return s;
}
