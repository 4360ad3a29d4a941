// A time loop over an array behind a pointer; its variable goes into the state's change.
// derivatives: relax(u[n], rate -> u)
#include <backsweep/annotate.h>

#include <cmath>

void relax(double* u, int n, int steps, double rate) {
  BACKSWEEP_CHECKPOINT()
  for (int step = 0; step < steps; ++step) {
    for (int i = 0; i < n; ++i) {
      const double e = std::exp(-u[i]);
      u[i] += rate * e / (1 + step);
    }
  }
}
