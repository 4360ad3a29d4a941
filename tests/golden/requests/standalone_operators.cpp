// A stand-alone file takes the operators along that the member functions of its classes use, in the braces of std::array too.
// backsweep: --standalone --adjoint 'filtered(x[n])' --tangent 'filtered(x[n])'
#include <array>
#include <cmath>
#include <cstddef>

template <std::size_t R, std::size_t C>
struct Matrix {
  std::array<double, R * C> v{};
  double& operator()(std::size_t i, std::size_t j) { return v[i * C + j]; }
  const double& operator()(std::size_t i, std::size_t j) const { return v[i * C + j]; }
};

template <std::size_t R, std::size_t K, std::size_t C>
Matrix<R, C> operator*(const Matrix<R, K>& a, const Matrix<K, C>& b) {
  Matrix<R, C> c;
  for (std::size_t i = 0; i < R; ++i) {
    for (std::size_t k = 0; k < K; ++k) {
      for (std::size_t j = 0; j < C; ++j) c(i, j) += a(i, k) * b(k, j);
    }
  }
  return c;
}

struct Offset {
  double shift;
};

inline Matrix<2, 1> operator+(const Matrix<2, 1>& a, const Offset& b) { return {{a.v[0] + b.shift, a.v[1]}}; }

struct Filter {
  Matrix<2, 2> transition;
  Matrix<2, 1> state;
  void predict(const Offset& offset) { state = transition * state + offset; }
};

double filtered(const double* x, int n) {
  Filter filter;
  filter.transition = {{x[0], 0.5, std::sin(x[1]), x[0]}};
  for (int i = 2; i + 1 < n; i += 2) {
    filter.predict({x[i] * x[i + 1]});
    filter.state = filter.transition * Matrix<2, 1>{{x[i], filter.state(0, 0)}};
  }
  return filter.state(0, 0) * filter.state(1, 0);
}
