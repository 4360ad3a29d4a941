// Buffers that change places and are overwritten in part: what is left of older steps is read later, snapshots hold both.
// derivatives: drip(u[n], v[n], k -> u, v)
#include <backsweep/annotate.h>

#include <cmath>
#include <utility>

void drip(double* u, double* v, int n, int steps, double k) {
  double* now = u;
  double* next = v;
  BACKSWEEP_SIZE(u, n)
  BACKSWEEP_SIZE(v, n)
  BACKSWEEP_CHECKPOINT()
  for (int step = 0; step < steps; ++step) {
    for (int i = 1; i < n; ++i) next[i] = now[i] + k * std::sin(now[i - 1]) * now[i];
    std::swap(now, next);
  }
}
