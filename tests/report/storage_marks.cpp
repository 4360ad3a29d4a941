// Marks that the plan follows, and marks that it cannot follow.
// backsweep: --gradient 'followed(x[n])' --gradient 'lost(x[n])' --gradient 'unread(x[n])'
#include <backsweep/annotate.h>

#include <cmath>

// The loop is cheap and would run again.
double followed(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    BACKSWEEP_STORE
    const double s = 3 * x[i];
    sum += s * s;
  }
  return std::sqrt(sum);
}

// The state that the exponential is computed from has been overwritten.
double lost(const double* x, int n) {
  double state = 1;
  for (int i = 0; i < n; ++i) {
    BACKSWEEP_RECOMPUTE
    const double e = std::exp(-x[i] * state);
    state = state * e + x[i];
  }
  return state;
}

// The reverse of a sum reads none of its terms.
double unread(const double* x, int n) {
  double state = 1;
  for (int i = 0; i < n; ++i) {
    BACKSWEEP_STORE
    const double term = 2 * x[i];
    state = state * state + term;
  }
  return state;
}
