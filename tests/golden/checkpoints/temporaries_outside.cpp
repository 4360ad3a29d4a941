// Temporaries that are declared outside of the loop, and that the reverse of a step reads as the step left them.
// derivatives: cool(u[n], k -> u)
#include <backsweep/annotate.h>

#include <cmath>

void cool(double* u, int n, int steps, double k) {
  double flux[16];
  double mean = 0;
  BACKSWEEP_CHECKPOINT()
  for (int step = 0; step < steps; ++step) {
    mean = 0;
    for (int i = 0; i < n; ++i) mean += u[i] * u[i] / n;
    for (int i = 0; i < n; ++i) flux[i] = k * mean * u[i];
    for (int i = 0; i < n; ++i) u[i] -= 0.1 * flux[i] * flux[i];
  }
}
