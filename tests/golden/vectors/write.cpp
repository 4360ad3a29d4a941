// A vector that is changed in place and one that is overwritten.
// derivatives: write(v, w -> v, w)
#include <cstddef>
#include <vector>

void write(std::vector<double>& v, std::vector<double>& w) {
  for (std::size_t i = 1; i < v.size(); ++i) v[i] *= v[i - 1];
  w.front() = v.back() * w[1];
  w.back() += w.front() * w.front();
  w.at(1) = 0.5 * v[0];
}
