// Nested std::array as a small matrix, copied and passed on.
// derivatives: trace_of_square(m)
#include <array>
#include <cstddef>

using Matrix2 = std::array<std::array<double, 2>, 2>;

static Matrix2 product(const Matrix2& a, const Matrix2& b) {
  Matrix2 c{};
  for (std::size_t i = 0; i < 2; ++i) {
    for (std::size_t j = 0; j < 2; ++j) {
      for (std::size_t k = 0; k < 2; ++k) c[i][j] += a[i][k] * b[k][j];
    }
  }
  return c;
}

double trace_of_square(const Matrix2& m) {
  const Matrix2 square = product(m, m);
  return square[0][0] + square[1][1] * m[0][1];
}
