// Outputs to which a loop adds that runs in the reverse sweep only, where that puts them back later.
// derivatives: damped(u[n], y[n], s -> z[n], s)
// derivatives: added(x[n], a -> u[n])
#include <cmath>

static double dot(const double* p, const double* q, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += p[i] * q[i];
  return sum;
}

/// The loops merge where values are computed again (--storage=recompute).
void damped(const double* u, const double* y, double& s, double* z, int n) {
  for (int i = 0; i < n; ++i) z[i] = u[i] * s;
  s = std::tanh(s) + dot(u, y, n);
  s = std::tanh(s) + dot(u, y, n);
}

static double wave(double p, double q) { return p * q + 0.25 * std::sin(p); }

/// The loop merges where wave() stays a call (--inline-limit=0).
void added(const double* x, double* u, double a, int n) {
  for (int i = 0; i < n; ++i) u[i] = wave(x[i], a);
  for (int i = 0; i < n; ++i) u[i] += std::exp(-x[i]);
}
