// Lambdas that the library calls, with named captures, in helpers and methods that are inlined: what they name has another
// name in emitted code.
// derivatives: ranked(x)
// derivatives: above_bounds(x)
// derivatives: mixed(x)
// derivatives: of_object(x)
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

using Vec = std::vector<double>;

void order(const Vec& keys, std::vector<std::size_t>& indices) {
  std::sort(indices.begin(), indices.end(), [&keys](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
}

double ranked(const Vec& x) {
  std::vector<std::size_t> indices(x.size());
  std::iota(indices.begin(), indices.end(), std::size_t{0});
  double sum = 0;
  for (int round = 1; round < 3; ++round) {
    Vec y = x;
    for (double& value : y) value = std::sin(value * round);
    order(y, indices);
    double weight = 1;
    for (const std::size_t i : indices) {
      sum += weight * y[i];
      weight *= 0.6;
    }
  }
  return sum;
}

double count_above(const Vec& v, double bound) {
  return static_cast<double>(std::count_if(v.begin(), v.end(), [bound](double e) { return e > bound; }));
}

double above_bounds(const Vec& x) {
  double sum = 0;
  for (int k = 0; k < 2; ++k) {
    const double bound = 0.1234 * k;
    sum += x[0] * x[0] * static_cast<double>(std::count_if(x.begin(), x.end(), [bound](double e) { return e > bound; }));
  }
  const double bound = 0.4321;
  sum += x[0] * static_cast<double>(std::count_if(x.begin(), x.end(), [bound](double e) { return e > bound; }));
  return sum * count_above(x, 0.1234);
}

double count_mixed(const Vec& v, double scale) {
  const double bound = 2 * scale;
  return static_cast<double>(std::count_if(v.begin(), v.end(), [bound, &v, least = scale - 5](double e) {
    return e > bound && v[0] > least;
  }));
}

double mixed(const Vec& x) { return x[0] * x[0] * count_mixed(x, 0.1234); }

class Ranking {
 public:
  explicit Ranking(const Vec& keys) : keys_(keys), order_(keys.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }
  void sort() {
    std::sort(order_.begin(), order_.end(), [this](std::size_t a, std::size_t b) { return keys_[a] < keys_[b]; });
  }
  double least() const { return keys_[order_[0]]; }
  double above(double bound) const {
    return static_cast<double>(
        std::count_if(order_.begin(), order_.end(), [this, bound](std::size_t i) { return keys_[i] > bound; }));
  }

 private:
  Vec keys_;
  std::vector<std::size_t> order_;
};

double of_object(const Vec& x) {
  Ranking ranking(x);
  ranking.sort();
  return ranking.least() * ranking.least() * ranking.above(0.1234);
}
