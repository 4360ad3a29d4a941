// A time loop to be run under a schedule.
#include <backsweep/annotate.h>

#include "relax.h"

BACKSWEEP_GRADIENT(u[n])
double relaxed(const double* u, int n, int steps) {
  double state[64];
  for (int i = 0; i < n; ++i) state[i] = u[i];
  BACKSWEEP_CHECKPOINT()
  for (int step = 0; step < steps; ++step) {
    for (int i = 0; i < n; ++i) state[i] -= 0.01 * state[i] * state[i];
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += state[i] * state[i];
  return sum;
}
