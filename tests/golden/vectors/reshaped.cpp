// Vectors get another size from what no derivative depends on: their shadows have the old one in the reverse sweep.
// derivatives: overwritten(x[1])
// derivatives: shape_of_inactive(x[2])
#include <cstddef>
#include <vector>

using Vec = std::vector<double>;

Vec padded(double a, int n) {
  Vec out(static_cast<std::size_t>(n));
  out[static_cast<std::size_t>(n) - 1] = a;
  return out;
}

double overwritten(const double* x) {
  Vec v = padded(x[0], 3);
  double s = v[2] * v[2];
  v = padded(2.0, 1);
  if (v[0] > 1.0) s = 2 * s;
  return s;
}

double shape_of_inactive(const double* x) {
  Vec v(3);
  v[2] = x[0];
  double s = v[2];
  Vec u(1);
  u[0] = x[1];
  v = u;
  if (v[0] > 3.0) s = 2 * s;
  return s;
}
