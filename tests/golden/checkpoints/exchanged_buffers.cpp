// Of two buffers that change places a snapshot holds the one that the next step reads, wherever it is then.
// derivatives: spread(u[n], v[n], k -> u, v)
#include <backsweep/annotate.h>

#include <cmath>
#include <utility>

void spread(double* u, double* v, int n, int steps, double k) {
  double* now = u;
  double* next = v;
  BACKSWEEP_SIZE(u, n)
  BACKSWEEP_SIZE(v, n)
  BACKSWEEP_CHECKPOINT()
  for (int step = 0; step < steps; ++step) {
    next[0] = now[0];
    for (int i = 1; i < n - 1; ++i) next[i] = now[i] + k * (std::sin(now[i + 1]) - 2 * now[i] + now[i - 1] * now[i]);
    next[n - 1] = now[n - 1];
    double* old = now;
    now = next;
    next = old;
  }
}
