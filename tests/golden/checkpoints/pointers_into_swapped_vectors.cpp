// Steps that take pointers into vectors and swap them at their end.
// derivatives: relaxed(x[n])
#include <backsweep/annotate.h>

#include <cmath>
#include <vector>

double relaxed(const double* x, int n, int steps) {
  std::vector<double> now(x, x + n);
  std::vector<double> next(x, x + n);
  double seen = 0;
  BACKSWEEP_CHECKPOINT()
  for (int t = 0; t < steps; ++t) {
    const double* u = now.data();
    double* v = next.data();
    const double middle = u[n / 2];
    for (int i = 1; i < n - 1; ++i) v[i] = u[i] + 0.1 * std::sin(u[i - 1] * u[i + 1]) * u[i];
    now.swap(next);
    seen += middle * next[0];
  }
  return seen + now[0] * now[1];
}
