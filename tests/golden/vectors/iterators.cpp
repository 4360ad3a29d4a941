// Loops over iterators, by hand and with std::accumulate-like helpers.
// derivatives: iterated(v -> v)
#include <vector>

static double product(std::vector<double>::const_iterator first, std::vector<double>::const_iterator last) {
  double result = 1;
  for (; first != last; ++first) result *= *first;
  return result;
}

void iterated(std::vector<double>& v) {
  for (auto it = v.begin(); it != v.end(); ++it) *it *= *it;
  auto previous = v.begin();
  for (auto it = v.begin() + 1; it < v.end(); ++it, ++previous) *it += *previous * 0.5;
  v[0] = product(v.cbegin(), v.cend());
}
