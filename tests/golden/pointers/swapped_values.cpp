// Values that change places: one of them matters, the other is only varied.
// derivatives: left_over(x[2])
#include <cmath>
#include <utility>

double left_over(const double* x, int n) {
  double w[2] = {x[0], 0.0};
  double now[3] = {x[1], x[0], x[1]};
  double next[3] = {};
  double* p = now;
  double* q = next;
  for (int step = 0; step < n; ++step) {
    for (int i = 0; i < 3; ++i) q[i] = 0.7 * p[(i + 1) % 3];
    double* kept = p;
    p = q;
    q = kept;
  }
  const double sum = std::sin(w[1]) + w[0] * w[0];
  std::swap(p[1], w[1]);
  return sum;
}
