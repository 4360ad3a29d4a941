// resize smaller and larger, with and without a value; assign by count and by range.
// derivatives: resized(v, x -> v)
#include <vector>

void resized(std::vector<double>& v, double x) {
  v.resize(2);
  v.resize(4, x * v[0]);
  v[2] *= v[1];
  std::vector<double> t;
  t.assign(3, x);
  t[1] *= v[3];
  v.assign(t.begin(), t.end());
  v.resize(5);
  v[4] += v[1] * t[0];
}
