// Tangents that carry several columns at a time: numbers behind pointers, by value and by reference, and a result; the
// last tangent has fewer columns.
// backsweep: --jacobian 'lens(x[3], bend, shift -> y[n], focus, return)' --tangent 'lens(x, bend, shift -> y, focus, return)'
// backsweep: --jacobian 'smooth(x[n] -> y[n])' --jacobian 'guarded(x[n] -> y[n])'
#include <backsweep/annotate.h>

#include <cmath>

double lens(const double* x, double bend, const double& shift, int n, double* y, double& focus) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    y[i] = x[i % 3] * std::exp(bend * i) - shift;
    sum += y[i] * y[i];
  }
  focus = std::sqrt(sum + x[0] * x[0]);
  return sum / (1 + bend * bend);
}

// The ends keep what they have.
void smooth(const double* x, double* y, int n) {
  for (int i = 1; i < n - 1; ++i) y[i] = x[i] + 0.25 * (x[i - 1] - 2 * x[i] + x[i + 1]) * x[i];
}

inline double slope_of(double x) { return x * std::fabs(x); }
BACKSWEEP_DERIVATIVE_OF(slope_of)
inline double slope_of_tangent(double x, double x_dot, double& result_dot) {
  result_dot = 2 * std::fabs(x) * x_dot;
  return slope_of(x);
}

// A derivative written by hand carries one column.
void guarded(const double* x, double* y, int n) {
  for (int i = 0; i < n; ++i) y[i] = slope_of(x[i]);
}
