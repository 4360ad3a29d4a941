// Algorithms that write sequences: differences, running sums, what a function makes or picks, and sums of objects.
// derivatives: differences(x[n])
// derivatives: ratios(x[n])
// derivatives: scans(x[n])
// derivatives: products(x[n])
// derivatives: generated(x[n])
// derivatives: swapped(x[6])
// derivatives: picked(x[n])
// derivatives: picked_into(x[n])
// derivatives: removed(x[n])
// derivatives: moments(x[n])
#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <numeric>
#include <vector>

double differences(const double* x, int n) {
  std::vector<double> v(x, x + n);
  std::adjacent_difference(v.begin(), v.end(), v.begin());
  double s = v[0];
  for (const double d : v) s = s * d + d * v[0];
  return s;
}

double ratios(const double* x, int n) {
  std::vector<double> v(static_cast<std::size_t>(n));
  const auto end = std::adjacent_difference(x, x + n, v.begin(), [](double a, double b) { return a * b + b; });
  return std::accumulate(v.begin(), end, 1.0, std::multiplies<>());
}

double scans(const double* x, int n) {
  std::vector<double> v(static_cast<std::size_t>(n)), w(x, x + n);
  std::inclusive_scan(x, x + n, v.begin());
  std::exclusive_scan(w.begin(), w.end(), w.begin(), x[0]);
  return std::inner_product(v.begin(), v.end(), w.begin(), 0.0);
}

double products(const double* x, int n) {
  const auto size = static_cast<std::size_t>(n);
  std::vector<double> v(size), w(size), u(size);
  std::partial_sum(x, x + n, u.begin(), std::multiplies<>());
  std::inclusive_scan(x, x + n, v.begin(), std::multiplies<>(), 2.0);
  std::exclusive_scan(x, x + n, w.begin(), x[1], [](double a, double b) { return a * b + b; });
  return v.back() * w.back() + w[1] * u[2];
}

double generated(const double* x, int n) {
  std::vector<double> v(x, x + n);
  double k = 0;
  std::generate(v.begin() + 1, v.end(), [&k, x, i = 0]() mutable {
    k += x[i++];
    return k * k;
  });
  double power = x[0];
  std::generate_n(v.begin(), 2, [&] { return power *= x[1]; });
  return v[0] * v[1] + v[2] * v.back();
}

double swapped(const double* x) {
  double a[3] = {x[0], x[1], x[2]}, b[3] = {x[3], x[4], x[5]};
  std::swap(a, b);
  a[0] *= b[1];
  std::swap_ranges(a, a + 2, b + 1);
  return a[0] * b[2] + b[0] * a[1] + a[2];
}

double picked(const double* x, int n) {
  std::vector<double> v(x, x + n), w;
  std::copy_if(v.begin(), v.end(), std::back_inserter(w), [](double e) { return e > 0; });
  double s = 1;
  for (double e : w) s = s * 0.5 + e * e;
  return s;
}

double picked_into(const double* x, int n) {
  std::vector<double> v(x, x + n), w(2 * v.size());
  const auto end = std::copy_if(v.begin(), v.end(), w.begin(), [](const double& e) { return e > 0; });
  const auto last = std::remove_copy_if(v.begin(), v.end(), end, [&v](double e) { return e > v[0]; });
  double s = 1;
  for (auto i = w.begin(); i != last; ++i) s = s * 0.5 + *i * *i;
  return s;
}

double removed(const double* x, int n) {
  std::vector<double> v(x, x + n);
  v.erase(std::remove_if(v.begin(), v.end(), [](double e) { return e < -0.2; }), v.end());
  double s = 0;
  for (double e : v) s = s * e + e;
  return s;
}

double moments(const double* x, int n) {
  struct Moments {
    double sum, weight;
  };
  const Moments m = std::accumulate(x, x + n, Moments{0, 1}, [](Moments so_far, double e) {
    so_far.sum += e * so_far.weight;
    so_far.weight *= 1 + 0.1 * e;
    return so_far;
  });
  return m.sum * m.weight;
}
