// Pointers that may overlap: where the derivative keeps less if they do not, it asks when it runs.
// backsweep: --adjoint 'update(x[n] -> y[n])' --tangent 'update(x -> y)' --adjoint 'blend(a[n], w -> b[2 * n])' --tangent 'blend(a, w -> b)' --gradient 'residual(x[n], r[n])'
#include <cmath>

void update(const double* x, double* y, int n) {
  for (int i = 0; i < n; ++i) y[i] = 0.5 * y[i] + x[i] * std::exp(-x[i]);
}

// The weight may be an element of either array.
void blend(const double* a, double* b, int n, const double& w) {
  for (int i = 0; i < n; ++i) {
    b[2 * i] = w * a[i] * a[i];
    b[2 * i + 1] += a[i];
  }
}

double residual(const double* x, double* r, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    r[i] = std::sin(x[i]) - r[i];
    sum += r[i] * r[i];
  }
  return sum;
}
