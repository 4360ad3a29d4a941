// Constant references to the counters of loops.
// derivatives: clamped(x)
#include <algorithm>
#include <cstddef>
#include <vector>

double clamped(const std::vector<double>& x) {
  double y = 1;
  const std::size_t last = 1;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::size_t& here = i;
    const auto& before = std::min(i, last);
    const auto& behind = i > last ? i : last;
    y += x[here] * x[before] * y + x[behind];
  }
  return y;
}
