// Where the two sweeps of the function around are in different scopes, the state at entry is kept like any other value.
// derivatives: anneal(u[n], rate -> u)
#include <backsweep/annotate.h>

#include <cmath>

void anneal(double* u, int n, int rounds, int steps, double rate) {
  double heat = rate;
  for (int round = 0; round < rounds; ++round) {
    if (round % 2 == 0) {
      BACKSWEEP_CHECKPOINT()
      for (int step = steps; step > 0; --step) {
        for (int i = 1; i < n; ++i) u[i] += heat * std::sin(u[i] * u[i - 1]) / step;
        heat *= 0.99;
      }
    } else {
      BACKSWEEP_CHECKPOINT()
      while (heat > 0.01) heat *= 0.9 + 0.05 * std::cos(u[0]);
    }
    u[0] *= 1 + heat;
    heat += rate;
  }
}
