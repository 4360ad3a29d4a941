// References that name the parts of constant objects, in functions that stay calls.
// derivatives: f(x[n])
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

double fold(const std::vector<std::array<double, 2>>& pairs, std::size_t i) {
  if (i >= pairs.size()) return 1;
  const auto& [a, b] = pairs[i];
  return a * std::sin(b) + b * fold(pairs, i + 1);
}

double scaled(const std::vector<std::pair<double, int>>& terms, std::size_t i) {
  if (i >= terms.size()) return 0;
  const auto& [factor, power] = terms[i];
  return factor * factor * power + scaled(terms, i + 1);
}

double f(const double* x, int n) {
  std::vector<std::array<double, 2>> pairs;
  std::vector<std::pair<double, int>> terms;
  for (int i = 0; i < n; ++i) {
    pairs.push_back({x[i], x[i] * x[i]});
    terms.push_back({x[i], i});
  }
  return fold(pairs, 0) + scaled(terms, 0);
}
