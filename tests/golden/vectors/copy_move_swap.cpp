// Copy and move construction and assignment, member and free swap.
// derivatives: moved(v, w -> w)
#include <utility>
#include <vector>

void moved(const std::vector<double>& v, std::vector<double>& w) {
  std::vector<double> a = v;
  std::vector<double> b = std::move(w);
  a.swap(b);
  a[0] *= b[0];
  std::swap(a, b);
  b[1] = a[1] * b[0];
  std::vector<double> c;
  c = std::move(b);
  c[0] += c[1] * a[0];
  w = c;
}
