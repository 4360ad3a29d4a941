// Vectors made from the reverse iterators of others: of numbers, of other numbers, of rows.
// derivatives: palindrome(x[n])
// derivatives: turned(x[n])
#include <array>
#include <cstddef>
#include <vector>

double palindrome(const double* x, int n) {
  std::vector<double> there(x, x + n), back(there.rbegin(), there.rend());
  const std::vector<double> end(there.crbegin(), there.crbegin() + 2);
  double sum = end[0] * end[1];
  for (std::size_t i = 0; i < there.size(); ++i) sum += there[i] * back[i] * back[i];
  return sum;
}

double turned(const double* x, int n) {
  const std::array<float, 3> weights{0.5F, 1.5F, 2.5F};
  const std::vector<double> upside_down(weights.rbegin(), weights.rend());
  std::vector<std::vector<double>> rows;
  for (int i = 0; i < n; ++i) rows.push_back({x[i], x[0] * x[i]});
  const std::vector<std::vector<double>> last_first(rows.rbegin(), rows.rend());
  double sum = 0;
  for (std::size_t i = 0; i < last_first.size(); ++i) sum += upside_down[i % 3] * last_first[i][0] * rows[i][1];
  return sum;
}
