// A parameter by value that changes places with memory of the caller.
// derivatives: exchanged(x[2])
#include <cmath>

static double step(double* a, double b, int depth) {
  if (depth == 0) return a[0] * a[1] * b;
  a[0] = std::sin(a[0] * b);
  const double lent = b;
  b = a[1];
  a[1] = lent;
  const double below = step(a, b * a[1], depth - 1);
  return below * b;
}

double exchanged(const double* x) {
  double a[2] = {x[0], 0.5};
  const double first = step(a, x[1], 2);
  return first + step(a, x[0], 1);
}
