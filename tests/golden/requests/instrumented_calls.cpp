// --instrument-calls: each call that is split runs once more by itself, and what it takes is measured.
// derivatives: relax(u[n], k)
// backsweep: --instrument-calls
#include <cmath>

double smooth(double* u, int n, double k) {
  double change = 0;
  for (int i = 1; i + 1 < n; ++i) {
    const double next = u[i] + k * (u[i - 1] - 2 * u[i] + u[i + 1]) * std::cos(u[i]);
    change += (next - u[i]) * (next - u[i]);
    u[i] = next;
  }
  return change;
}

void cycle(double* u, double* changes, int n, double k) {
  for (int pass = 0; pass < 2; ++pass) changes[pass] = smooth(u, n, k);
}

double relax(double* u, int n, double k, int cycles) {
  double changes[2] = {};
  for (int c = 0; c < cycles; ++c) {
    cycle(u, changes, n, k);
    cycle(u, changes, n, changes[0] * changes[1]);
  }
  return changes[0] + changes[1];
}
