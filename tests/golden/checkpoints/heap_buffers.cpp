// Blocks from the heap that change places; both are given back behind the loop.
// derivatives: diffuse(start[n], k)
#include <backsweep/annotate.h>

#include <cstddef>

double diffuse(const double* start, int n, int steps, double k) {
  const auto count = static_cast<std::size_t>(n);
  double* u = new double[count];
  double* next = new double[count];
  int* counts = new int[count]();
  for (int i = 0; i < n; ++i) u[i] = start[i] * start[i];
  BACKSWEEP_CHECKPOINT()
  for (int step = 0; step < steps; ++step) {
    next[0] = u[0];
    next[n - 1] = u[n - 1];
    for (int i = 1; i + 1 < n; ++i) next[i] = u[i] + k * (u[i + 1] * u[i] - 2 * u[i] + u[i - 1]);
    for (int i = 0; i < n; ++i) {
      if (next[i] > 1) counts[i] += 1;
      next[i] += 0.001 * counts[i] * u[i];
    }
    double* const old = u;
    u = next;
    next = old;
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += u[i] * u[i] * u[i];
  delete[] next;
  delete[] u;
  delete[] counts;
  return sum;
}
