// An array element is overwritten after its value was used nonlinearly.
// derivatives: relax(u[n] -> u[n])
#include <cmath>

void relax(double* u, int n, int steps) {
  for (int step = 0; step < steps; ++step) {
    for (int i = 1; i + 1 < n; ++i) u[i] = u[i] + 0.1 * std::sin(u[i - 1] * u[i + 1]);
  }
}
