// Algorithms that put active values in order: the derivative of an element goes to where the element was.
// derivatives: quantile(x[n])
// derivatives: trimmed_mean(x)
// derivatives: rank_weighted(x[n] -> x[n])
// derivatives: best_of(x[5])
// derivatives: median_of_three
// derivatives: from_behind(x)
#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <vector>

double quantile(const double* x, int n, double level) {
  std::vector<double> values(x, x + n);
  std::sort(values.begin(), values.end());
  const double position = level * (n - 1);
  const auto below = static_cast<std::size_t>(position);
  const double share = position - static_cast<double>(below);
  return (1 - share) * values[below] + share * values[below + 1] * x[0];
}

double trimmed_mean(const std::vector<double>& x, std::size_t cut) {
  std::vector<double> values = x;
  for (double& value : values) value *= value;
  std::stable_sort(values.begin(), values.end(), std::greater<>());
  double sum = 0;
  for (std::size_t i = cut; i + cut < values.size(); ++i) sum += values[i] * values[i];
  return sum;
}

void rank_weighted(double* x, int n) {
  std::sort(x + 1, x + n, std::greater<double>());
  for (int i = 0; i < n; ++i) x[i] *= x[i] * (i + 1);
}

float best_of(const float* x) {
  std::array<float, 5> values{};
  std::copy(x, x + 5, values.begin());
  std::partial_sort(values.begin(), values.begin() + 2, values.end());
  return values[0] * values[1];
}

double median_of_three(double a, double b, double c) {
  double values[] = {a * b, b * c, c * a};
  std::nth_element(values, values + 1, values + 3);
  return values[1] * values[1];
}

double from_behind(const std::vector<double>& x) {
  std::vector<double> values = x;
  std::sort(values.rbegin(), values.rend() - 1);
  const double largest = values[1];
  for (double& value : values) value *= x[0];
  std::nth_element(values.rbegin(), values.rbegin() + 1, values.rend(), std::greater<>());
  return largest * values[values.size() - 2];
}
