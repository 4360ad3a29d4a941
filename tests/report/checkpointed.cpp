// A time loop under a schedule: what is in a snapshot, and what a step keeps.
// derivatives: relax(u[n], k)
#include <backsweep/annotate.h>

#include <cmath>

double relax(double* u, int n, int steps, double k) {
  double t = 0;
  BACKSWEEP_CHECKPOINT()
  while (t < 0.01 * steps) {
    double mean = 0;
    for (int i = 0; i < n; ++i) mean += u[i] / n;
    const double dt = 0.01 / (1 + mean * mean);
    for (int i = 0; i < n; ++i) {
      const double e = std::exp(-u[i]);
      u[i] += dt * k * e;
    }
    t += dt;
  }
  return u[0];
}
