// BACKSWEEP_STORE and BACKSWEEP_RECOMPUTE before statements, a loop and a call.
// derivatives: marked(x[n])
// derivatives: chosen(x[n])
// derivatives: per_loop(x[n])
// derivatives: kept(x[n])
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

/// What would be kept is computed again, and the other way round.
double chosen(const double* x, int n) {
  double state = 0.1;
  for (int i = 0; i < n; ++i) {
    BACKSWEEP_RECOMPUTE
    const double e = std::exp(x[i]);
    BACKSWEEP_STORE
    const double square = x[i] * x[i];
    state = state * e + square * state;
  }
  return state;
}

/// The first loop keeps a value that is cheap, the second one, per row, computes exponentials again.
double per_loop(const double* x, int n) {
  double sum = 0;
  double scale = 1;
  BACKSWEEP_STORE
  for (int i = 0; i < n; ++i) {
    const double square = x[i] * x[i];
    sum += square * square;
  }
  for (int row = 0; row < 2; ++row) {
    BACKSWEEP_RECOMPUTE
    for (int i = 0; i < n; ++i) {
      const double e = std::exp(x[i]);
      sum += e * e;
    }
    scale *= sum;
  }
  return sum * scale;
}

/// The loop would run again, were its value not to be kept.
double kept(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    BACKSWEEP_STORE
    const double s = 3 * x[i];
    sum += s * s;
  }
  return std::sqrt(sum);
}
