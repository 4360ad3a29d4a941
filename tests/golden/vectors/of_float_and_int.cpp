// Vectors of float (active) beside vectors of int (never active).
// derivatives: picked(v)
#include <cstddef>
#include <vector>

float picked(const std::vector<float>& v, const std::vector<int>& index) {
  std::vector<bool> seen(v.size(), false);
  float sum = 0;
  for (const int i : index) {
    const auto k = static_cast<std::size_t>(i);
    sum += seen[k] ? v[k] : v[k] * v[k];
    seen[k] = true;
  }
  return sum;
}
