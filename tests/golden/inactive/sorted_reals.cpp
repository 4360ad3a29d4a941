// Numbers that do not vary are put in order as they are, next to others that vary.
// derivatives: weighted(x[n])
// derivatives: matched(x[n])
#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

double weighted(const double* x, int n, const std::vector<double>& data) {
  std::vector<double> knots = data;
  std::sort(knots.begin(), knots.end(), std::greater<>());
  double lengths[3] = {3, 1, 2};
  std::nth_element(lengths, lengths + 1, lengths + 3);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += x[i] * x[i] * knots[static_cast<std::size_t>(i)] * lengths[1];
  return sum;
}

double matched(const double* x, int n, const std::vector<double>& data) {
  std::vector<double> wanted = data;
  std::vector<double> found(x, x + n);
  std::sort(wanted.begin(), wanted.end());
  std::sort(found.begin(), found.end());
  double sum = 0;
  for (std::size_t i = 0; i < found.size(); ++i) sum += (found[i] - wanted[i]) * (found[i] - wanted[i]);
  return sum;
}
