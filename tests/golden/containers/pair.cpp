// std::pair: made, returned, read by member and by structured binding.
// derivatives: extent(x[n])
#include <utility>

static std::pair<double, double> moments(const double* x, int n) {
  std::pair<double, double> result(0, 0);
  for (int i = 0; i < n; ++i) {
    result.first += x[i];
    result.second += x[i] * x[i];
  }
  return result;
}

double extent(const double* x, int n) {
  const auto [sum, squares] = moments(x, n);
  const std::pair<double, int> weighted = std::make_pair(sum * squares, n);
  return weighted.first / weighted.second + squares;
}
