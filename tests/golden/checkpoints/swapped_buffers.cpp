// Two buffers that change places, by pointers; steps of two, code before and behind the loop.
// derivatives: misfit(start[n], k)
#include <backsweep/annotate.h>

#include <utility>
#include <vector>

double misfit(const double* start, int n, int steps, double k) {
  std::vector<double> first(start, start + n);
  std::vector<double> second(static_cast<std::size_t>(n));
  for (double& value : first) value *= value;
  double* u = first.data();
  double* next = second.data();
  BACKSWEEP_CHECKPOINT()
  for (int step = 1; step < steps; step += 2) {
    next[0] = u[0];
    for (int i = 1; i < n; ++i) next[i] = u[i] - k * u[i] * u[i - 1] + 0.001 * step;
    std::swap(u, next);
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += u[i] * u[i];
  return sum;
}
