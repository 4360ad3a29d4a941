// Vectors of tuples, and tuples with vectors.
// derivatives: rows_of_tuples(x[n])
// derivatives: mixed_members(x[n])
#include <cmath>
#include <cstddef>
#include <tuple>
#include <vector>

double rows_of_tuples(const double* x, int n) {
  std::vector<std::tuple<int, double, double>> terms;
  for (int i = 0; i + 1 < n; ++i) terms.emplace_back(i, x[i], x[i] * x[i + 1]);
  double sum = 0;
  for (const auto& [index, first, product] : terms) sum += (index + 1) * first * product;
  for (auto& term : terms) {
    std::get<1>(term) *= std::get<2>(term);
    sum += std::get<1>(term) * std::get<1>(term);
  }
  return sum;
}

std::tuple<std::vector<double>, double, std::size_t> scaled(const double* x, int n) {
  std::vector<double> values(x, x + n);
  double norm = 0;
  std::size_t largest = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    norm += values[i] * values[i];
    if (values[i] > values[largest]) largest = i;
  }
  norm = std::sqrt(norm);
  for (double& value : values) value /= norm;
  return {values, norm, largest};
}

double mixed_members(const double* x, int n) {
  std::vector<double> values;
  double norm;
  std::size_t largest;
  std::tie(values, norm, largest) = scaled(x, n);
  double sum = 0;
  for (const double value : values) sum += value * value * value;
  return sum * norm + values[largest];
}
