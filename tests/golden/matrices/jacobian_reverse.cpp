// Fewer rows than columns: an adjoint for each row. A single row is the gradient.
// backsweep: --jacobian 'moments(x[n], scale -> m[2])' --jacobian 'energy(x[n])'
#include <cmath>

void moments(const double* x, int n, double scale, double* m) {
  m[0] = 0;
  m[1] = 0;
  for (int i = 0; i < n; ++i) {
    m[0] += scale * x[i];
    m[1] += std::exp(x[i]) * x[i];
  }
}

double energy(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i + 1 < n; ++i) sum += x[i] * x[i + 1] * x[i + 1];
  return sum;
}
