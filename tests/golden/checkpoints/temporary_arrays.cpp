// Arrays that each step writes before it reads them are no state; those that keep an element are.
// derivatives: flow(u[n], k -> u)
#include <backsweep/annotate.h>

void flow(double* u, int n, int steps, double k) {
  double flux[33];
  double slope[32];
  double memory[32];
  for (int i = 0; i < n; ++i) memory[i] = 0.1;
  BACKSWEEP_CHECKPOINT()
  for (int step = 0; step < steps; ++step) {
    slope[0] = 0;
    for (int i = 1; i < n - 1; ++i) slope[i] = 0.5 * (u[i + 1] - u[i - 1]);
    slope[n - 1] = 0;
    flux[0] = u[0] * k;
    for (int i = 1; i <= n - 1; ++i) {
      flux[i] = u[i - 1] * u[i] - k * slope[i] + 0.1 * slope[i - 1];
      flux[i] *= 1 + 0.1 * memory[i];
    }
    flux[n] = flux[n - 1];
    for (int i = 0; i < n; ++i) u[i] -= 0.05 * (flux[i + 1] - flux[i]);
    for (int i = 0; i < n - 1; ++i) memory[i] = 0.5 * memory[i] + 0.1 * u[i] * u[i];
  }
}
