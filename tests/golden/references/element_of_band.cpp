// A band matrix whose operator() gives an element of one of two vectors of rows, in branches and loops: the elimination of a
// spline.
// derivatives: spline(x[n])
#include <cassert>
#include <cmath>
#include <stdexcept>
#include <vector>

class Band {
 public:
  explicit Band(std::size_t size) {
    for (auto& row : upper_) row.resize(size);
    for (auto& row : lower_) row.resize(size);
  }
  double& operator()(int i, int j) {
    int k = j - i;
    assert(k < 2 && -k < 2);
    const std::size_t row = static_cast<std::size_t>(i);
    if (k >= 0) return upper_[static_cast<std::size_t>(k)][row];
    const int below = -k;
    return lower_[static_cast<std::size_t>(below)][row];
  }

 private:
  std::vector<std::vector<double>> upper_ = std::vector<std::vector<double>>(2);
  std::vector<std::vector<double>> lower_ = std::vector<std::vector<double>>(2);
};

struct Ends {
  double left, right;
  double& at(char side) {
    switch (side) {
      case 'l': return left;
      case 'r': return right;
      default: throw std::invalid_argument("side");
    }
  }
};

static double solved(Band& a, double* rhs, int n) {
  for (int k = 0; k < n - 1; ++k) {
    const double factor = -a(k + 1, k) / a(k, k);
    a(k + 1, k) = -factor;
    a(k + 1, k + 1) += factor * a(k, k + 1);
    rhs[k + 1] += factor * rhs[k];
  }
  double sum = 0;
  int i = n - 1;
  while (i >= 0) {
    if (i < n - 1) rhs[i] -= a(i, i + 1) * rhs[i + 1];
    rhs[i] /= a(i, i);
    sum += rhs[i] * rhs[i];
    --i;
  }
  return sum;
}

double spline(const double* x, int n) {
  double sum = 0;
  if (n > 2) {
    Band a(static_cast<std::size_t>(n));
    std::vector<double> rhs(static_cast<std::size_t>(n));
    for (int i = 1; i < n - 1; ++i) {
      a(i, i - 1) = 1.0 / 3.0 * (2 + x[i]);
      a(i, i) = 4 + x[i] * x[i - 1];
      a(i, i + 1) = std::cos(x[i + 1]);
      rhs[static_cast<std::size_t>(i)] = x[i + 1] - x[i - 1];
    }
    Ends ends{x[0], x[n - 1]};
    for (const char side : {'l', 'r'}) ends.at(side) *= ends.at('l') + 1;
    a(0, 0) = 2.0;
    a(0, 1) = ends.left;
    a(n - 1, n - 1) = 3.0 + ends.right;
    a(n - 1, n - 2) = 0.5;
    rhs.front() = x[1];
    rhs.back() = x[0];
    sum = solved(a, rhs.data(), n);
  }
  return sum;
}
