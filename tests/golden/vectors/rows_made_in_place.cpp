// Rows constructed at the end of a vector of vectors: empty ones, of so many elements, of so many times a value.
// derivatives: triangle(x[n])
// derivatives: net(x[n])
#include <cmath>
#include <cstddef>
#include <vector>

using Vec = std::vector<double>;

double triangle(const double* x, int n) {
  std::vector<Vec> rows;
  for (int i = 0; i < n; ++i) {
    rows.emplace_back(static_cast<std::size_t>(i) + 1);
    for (int j = 0; j <= i; ++j) rows.back()[static_cast<std::size_t>(j)] = x[j] * x[i];
  }
  rows.emplace_back();
  rows.back().push_back(x[0]);
  double sum = 0;
  for (const Vec& row : rows) {
    for (const double value : row) sum += value * value;
  }
  return sum;
}

class Net {
 public:
  void add(std::size_t width, double weight) { layers_.emplace_back(width, weight); }
  double apply(double x) const {
    double y = x;
    for (const Vec& layer : layers_) {
      double next = 0;
      for (const double weight : layer) next += std::tanh(weight * y);
      y = next;
    }
    return y;
  }

 private:
  std::vector<Vec> layers_;
};

double net(const double* x, int n) {
  Net made;
  for (int i = 0; i < n; ++i) made.add(2, x[i]);
  return made.apply(0.7) * made.apply(x[0]);
}
