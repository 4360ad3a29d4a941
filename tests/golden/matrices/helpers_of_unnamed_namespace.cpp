// Helpers of a gradient in an unnamed namespace, and the sweeps of a Jacobian outside of it, in one file.
// backsweep: --inline-limit=0 --jacobian 'powers(x[n] -> y[m])' --gradient 'total(x[n])'
#include <cmath>

namespace {
struct Side {
  double a, b;
};
double area(const Side& side) { return side.a * std::sin(side.b) + side.b * side.a; }
}  // namespace

double total(const double* x, int n) {
  double s = 0;
  for (int i = 0; i + 1 < n; ++i) {
    const Side side{x[i], x[i + 1]};
    s += area(side) * s + x[i];
  }
  return s;
}

void powers(const double* x, int n, double* y, int m) {
  for (int j = 0; j < m; ++j) {
    double p = y[j];
    for (int k = 0; k < n; ++k) p *= 1 + x[k] * x[k];
    y[j] = p;
  }
}
