// Algorithms over objects: the operators that they apply are the user's own.
// derivatives: differences(x[4])
// derivatives: in_place(x[4])
// derivatives: lengths(x[4])
// derivatives: totals(x[4])
// derivatives: scaled(x[4])
#include <algorithm>
#include <functional>
#include <numeric>
#include <vector>

struct Vec {
  double x = 0, y = 0;
  Vec operator-(const Vec& other) const { return {x - other.x, y - other.y}; }
};

inline Vec operator+(const Vec& a, const Vec& b) { return {a.x + b.x, a.y + b.y}; }
inline double operator*(const Vec& a, const Vec& b) { return a.x * b.x + a.y * b.y; }
inline Vec operator*(double factor, const Vec& a) { return {factor * a.x, factor * a.y}; }

double differences(const double* x) {
  std::vector<Vec> a{{x[0], x[1]}, {x[1], 2}};
  std::vector<Vec> b{{1, x[2]}, {x[3], x[0]}};
  std::vector<Vec> c(2);
  std::transform(a.begin(), a.end(), b.begin(), c.begin(), std::minus<>());
  return c[0].x * c[1].y + c[0].y * c[1].x;
}

double in_place(const double* x) {
  std::vector<Vec> a{{x[0], x[1]}, {x[2], x[3]}};
  std::transform(a.begin(), a.end(), a.begin(), a.begin(), std::plus<Vec>());
  return a[0].x * a[1].y * a[0].y;
}

double lengths(const double* x) {
  const std::vector<Vec> v{{x[0], x[1]}, {x[2], x[3]}};
  return std::inner_product(v.begin(), v.end(), v.begin(), 0.5);
}

double totals(const double* x) {
  const std::vector<Vec> v{{x[0], x[1]}, {x[2], x[3]}};
  const Vec sum = std::accumulate(v.begin(), v.end(), Vec{});
  const Vec again = std::accumulate(v.begin(), v.end(), sum, std::plus<>());
  return sum.x * again.y;
}

double scaled(const double* x) {
  const std::vector<double> factors{x[0], x[1]};
  const std::vector<Vec> v{{x[1], x[2]}, {x[2], x[3]}};
  std::vector<Vec> result(2);
  std::transform(factors.begin(), factors.end(), v.begin(), result.begin(), std::multiplies<>());
  return result[0].x * result[1].y + result[0].y;
}
