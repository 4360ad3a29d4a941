// Pairs and tuples: returned, taken apart, tied to variables, kept in loops.
// derivatives: tied_pair(x[n])
// derivatives: returned_tuple(x[n])
// derivatives: tied_in_loop(x[n])
// derivatives: rotated(x[n])
// derivatives: by_type(x[n])
// derivatives: partly_ignored(x[n])
// derivatives: polar(z)
#include <cmath>
#include <tuple>
#include <utility>

double tied_pair(const double* x, int n) {
  double low, high;
  std::tie(low, high) = std::make_pair(x[0], x[1] * x[n - 1]);
  return low * high;
}

std::tuple<double, double, double> moments(const double* x, int n) {
  double mean = 0;
  double square = 0;
  for (int i = 0; i < n; ++i) {
    mean += x[i];
    square += x[i] * x[i];
  }
  mean /= n;
  return std::make_tuple(mean, square / n - mean * mean, std::exp(-mean));
}

double returned_tuple(const double* x, int n) {
  auto [mean, variance, weight] = moments(x, n);
  const auto again = moments(x + 1, n - 1);
  variance *= mean;
  return mean * weight + std::sqrt(variance + 1) * std::get<1>(again) * std::get<2>(again);
}

// A Newton step that hands back value and slope.
std::tuple<double, double> residual(double y, double a) { return {y * y * y - a, 3 * y * y}; }

double tied_in_loop(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double y = 1, value, slope;
    for (int step = 0; step < 4; ++step) {
      std::tie(value, slope) = residual(y, x[i]);
      y -= value / slope;
    }
    sum += y * y;
  }
  return sum;
}

// A tie on both sides assigns one after the other: it does not exchange.
double rotated(const double* x, int n) {
  std::tuple<double, double, int> state(x[0], x[1], 1);
  for (int i = 0; i < n; ++i) {
    state = {std::get<1>(state) * x[i], std::get<0>(state) + x[i], i};
  }
  double a = std::get<0>(state), b = std::get<1>(state);
  std::tie(a, b) = std::make_tuple(b * b, a);
  return a * std::sin(b) + std::get<2>(state);
}

double by_type(const double* x, int n) {
  std::tuple<int, double> term{n, x[0]};
  std::get<double>(term) *= x[n - 1];
  std::pair<float, int> narrow(2.5F, 3);
  return std::get<double>(term) * std::get<double>(term) * std::get<int>(term) * std::get<int>(narrow);
}

double partly_ignored(const double* x, int n) {
  double mean, weight;
  std::tie(mean, std::ignore, weight) = moments(x, n);
  return mean * weight;
}

std::tuple<double, double> polar(const std::tuple<double, double>& z) {
  const auto& [re, im] = z;
  return {std::hypot(re, im), std::atan2(im, re)};
}
