// Hand-written adjoints of functions that overwrite what they read: they find the values from before the call.
// backsweep: --adjoint 'settle(x[n])' --tangent 'settle(x[n])' --adjoint 'bumped(x)' --tangent 'bumped(x)'
#include <backsweep/annotate.h>

#include <cmath>

void kick(double* q, double gain, int n) {
  for (int i = 0; i < n; ++i) q[i] += gain * std::sin(q[i]);
}

// Leaves the results there, as adjoints that are emitted do.
BACKSWEEP_DERIVATIVE_OF(kick)
void kick_adjoint(double* q, double gain, int n, double* q_bar, double& gain_bar) {
  for (int i = 0; i < n; ++i) {
    gain_bar += std::sin(q[i]) * q_bar[i];
    q_bar[i] *= 1 + gain * std::cos(q[i]);
  }
  kick(q, gain, n);
}

double settle(const double* x, int n) {
  double q[8] = {};
  double sum = 0;
  for (int i = 0; i < n; ++i) q[i] = x[i] * x[i];
  for (int step = 0; step < 3; ++step) {
    sum += q[0] * q[n - 1] * q[n - 1];
    kick(q, 0.1 + 0.2 * q[1], n);
  }
  return sum + q[0];
}

void bump(double& q) { q += q * q; }

BACKSWEEP_DERIVATIVE_OF(bump)
void bump_adjoint(const double& q, double& q_bar) { q_bar *= 1 + 2 * q; }

double bumped(double x) {
  double y = 2 * x;
  bump(y);
  return y * x;
}
