// A vector whose new elements are computed from its old ones.
// derivatives: renewed(x)
#include <vector>

double renewed(double x) {
  std::vector<double> v{x, x * x, 3};
  double sum = v[2] * v[1];
  v.assign(4, v[1] * 2);
  sum += v[3] * v[0];
  v = std::vector<double>(v.size() - 2, v[0] * x);
  sum *= v[1];
  v.resize(5, v[1] * x);
  v.push_back(v[0] * v[4]);
  return sum * v.back() * v[2];
}
