// More rows than columns: a tangent for each column. The extents are known when the derivative runs, or before.
// backsweep: --jacobian 'decay(p[3] -> r[m])' --jacobian 'spiral(t -> xy[2])'
#include <cmath>

void decay(const double* p, const double* t, int m, double* r) {
  for (int i = 0; i < m; ++i) r[i] = p[0] * std::exp(-p[1] * t[i]) + p[2];
}

void spiral(double t, double* xy) {
  xy[0] = t * std::cos(t);
  xy[1] = t * std::sin(t);
}
