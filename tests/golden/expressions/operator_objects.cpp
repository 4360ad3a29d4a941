// Objects of <functional> that stand for an operator: called, kept in a variable, given to algorithms.
// derivatives: called(x, y)
// derivatives: kept(x, y)
// derivatives: folded(x[n])
#include <algorithm>
#include <functional>
#include <numeric>
#include <vector>

struct Scaled {
  double factor;
  double at(int i) const { return factor * i; }
};

double called(double x, double y) {
  const Scaled scaled{x};
  const double sum = std::plus<double>()(x * y, std::multiplies<>()(x, 2));
  const double ratio = std::divides<double>{}(std::negate<double>()(scaled.at(2)), y);
  return std::minus<>()(sum, ratio) + std::negate<>()(sum * ratio) + std::plus<float>()(3, 1);
}

double kept(double x, double y) {
  const std::multiplies<> times;
  const std::less<double> is_less{};
  double product = times(x, y);
  for (int i = 0; i < 3; ++i) product = times(product, is_less(product, 2) ? x : y);
  return std::greater_equal<>()(product, 1.0) ? times(product, product) : product;
}

double folded(const double* x, int n) {
  std::vector<double> products(static_cast<std::size_t>(n));
  std::transform(x, x + n, x, products.begin(), std::multiplies<>());
  std::transform(products.begin(), products.end(), products.begin(), std::negate<double>());
  const int whole = std::accumulate(products.begin(), products.end(), 0, std::plus<int>());
  const double product = std::accumulate(products.begin(), products.end(), 1.0, std::multiplies<double>());
  return product * std::accumulate(products.begin(), products.end(), 0.0, std::plus<>()) * whole;
}
