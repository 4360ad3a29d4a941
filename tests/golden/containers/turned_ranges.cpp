// std::reverse, std::rotate and std::partial_sum over active values.
// derivatives: turned(x[n])
#include <algorithm>
#include <numeric>
#include <vector>

double turned(const double* x, int n, int by) {
  std::vector<double> values(x, x + n);
  const auto first = std::rotate(values.begin(), values.begin() + by, values.end());
  *first *= 2;
  std::partial_sum(values.begin(), values.end(), values.begin());
  std::reverse(values.begin() + 1, values.end());
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += (i + 1) * x[i] * values[static_cast<std::size_t>(i)];
  return sum;
}
