// An instrumented build: what BACKSWEEP_INDEPENDENT promises is verified while the code runs.
// derivatives: moved(x[n], y[n])
// backsweep: --check-promises
#include <backsweep/annotate.h>

/// Right where `index` holds no number twice.
void moved(const double* x, double* y, const int* index, int n) {
  BACKSWEEP_INDEPENDENT
  for (int i = 0; i < n; ++i) {
    y[index[i]] = x[i] * y[index[i]];
    y[index[i]] += x[0];
  }
}
