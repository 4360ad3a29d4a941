// Integer vectors, strings and sorting decide which active values are used.
// derivatives: ranked(x[n])
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

double ranked(const double* x, int n, const std::string& pattern) {
  std::vector<int> order;
  for (int i = 0; i < n; ++i) order.push_back((i * 5 + 3) % n);
  std::sort(order.begin(), order.end());
  std::reverse(order.begin(), order.end());
  double value = 1;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const char letter = pattern[i % pattern.size()];
    value = letter == 'm' ? value * x[order[i]] : value + x[order[i]] * x[0];
  }
  return value;
}
