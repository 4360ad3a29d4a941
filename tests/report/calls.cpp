// Small functions are inlined; larger ones are split in two halves, or run again where they write nothing.
// backsweep: --adjoint 'outer(x[n], y[n] -> y)'
#include <cmath>

static double square(double a) { return a * a; }

static double recursive(double a, int depth) {
  if (depth == 0) return a;
  return std::sin(recursive(a, depth - 1)) * a;
}

static void sweep(double* y, int n, int depth) {
  if (depth == 0) return;
  for (int i = 0; i < n; ++i) y[i] = y[i] * y[i] + square(y[i]);
  sweep(y, n, depth - 1);
}

void outer(const double* x, double* y, int n) {
  for (int i = 0; i < n; ++i) y[i] += recursive(square(x[i]), 2);
  sweep(y, n, 3);
}
