// Vectors by value as parameter and as result.
// derivatives: doubled(v)
#include <cstddef>
#include <vector>

std::vector<double> doubled(std::vector<double> v) {
  std::vector<double> result(v.size());
  v[0] = v[0] * v[1];
  for (std::size_t i = 0; i < v.size(); ++i) result[i] = v[i] * v[i] + v[0];
  return result;
}
