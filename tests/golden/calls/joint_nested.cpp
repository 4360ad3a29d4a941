// Joint calls within a joint call, of a part of an array, in a branch, and in a loop without a trip count.
// derivatives: march(u[2 * n], rate -> u[2 * n], rate)
#include <backsweep/annotate.h>

#include <cmath>

void row(double* u, int n, double rate) {
  for (int i = 1; i < n; ++i) u[i] = u[i] * std::cos(rate * u[i - 1]);
}

void stage(double* u, int n, double& rate, int rounds) {
  int round = 0;
  while (round < rounds) {
    for (int part = 0; part < 2; ++part) {
      BACKSWEEP_RECOMPUTE
      row(u + part * n, n, rate);
    }
    if (u[1] > u[n]) {
      BACKSWEEP_RECOMPUTE
      row(u, 2 * n, 0.5 * rate);
    }
    rate *= 1 + 0.01 * u[0];
    ++round;
  }
}

void march(double* u, int n, double& rate) {
  for (int t = 0; t < 3; ++t) {
    for (int i = 0; i < n; ++i) u[i] *= u[i + n];
    BACKSWEEP_RECOMPUTE
    stage(u, n, rate, t + 1);
  }
}
