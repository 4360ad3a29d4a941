// Checkpointed loops that need not run at all: what lies in front of them is reversed with the state as it was there.
// derivatives: relaxed(x[3])
// derivatives: until_small(x[2])
// derivatives: behind_kept_values(x[n])
#include <backsweep/annotate.h>

#include <cmath>

double relaxed(const double* x, int steps) {
  double y = x[0];
  const double a = std::sin(y * x[0]);
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < steps; ++i) y = std::sin(y * x[1]);
  y = 0.5 * y + x[2];
  return a + y;
}

double until_small(const double* x, double bound) {
  double u[2] = {x[0], x[1]};
  const double a = u[0] * u[1];
  BACKSWEEP_CHECKPOINT()
  while (u[0] > bound) u[0] *= 0.5 + 0.1 * u[1];
  u[0] = 2 * u[0] + a;
  u[1] = 3 * u[0] - u[1];
  return u[1];
}

double behind_kept_values(const double* x, int n, int steps) {
  double y = 1;
  for (int i = 0; i < n; ++i) y = std::sin(y * x[i]);
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < steps; ++i) y = std::sin(y);
  y = 0.5 * y;
  return y * y;
}
