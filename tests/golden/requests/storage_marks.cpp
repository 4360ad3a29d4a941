// BACKSWEEP_STORE and BACKSWEEP_RECOMPUTE before statements, a loop and a call.
// derivatives: marked(x[n])
#include <backsweep/annotate.h>

#include <cmath>

static double gate(double x) { return 1 / (1 + std::exp(-x)); }

double marked(const double* x, int n) {
  double state = 0.1;
  BACKSWEEP_STORE
  for (int i = 0; i < n; ++i) {
    BACKSWEEP_RECOMPUTE
    const double e = std::exp(-x[i] * state);
    BACKSWEEP_STORE
    const double g = gate(e * state);
    state = g * e + state * x[i];
  }
  return state;
}
