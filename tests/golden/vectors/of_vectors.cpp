// A vector of vectors as a matrix, made and resized row by row.
// derivatives: determinant(a)
#include <cstddef>
#include <vector>

double determinant(const std::vector<std::vector<double>>& a) {
  const std::size_t n = a.size();
  std::vector<std::vector<double>> m(n, std::vector<double>(n));
  for (std::size_t i = 0; i < n; ++i) m[i] = a[i];
  double result = 1;
  for (std::size_t k = 0; k < n; ++k) {
    result *= m[k][k];
    for (std::size_t i = k + 1; i < n; ++i) {
      const double factor = m[i][k] / m[k][k];
      for (std::size_t j = k; j < n; ++j) m[i][j] -= factor * m[k][j];
    }
  }
  return result;
}
