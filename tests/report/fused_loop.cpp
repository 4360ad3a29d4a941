// A loop that only adds to a sum runs once: nothing is stored.
// backsweep: --gradient 'energy(x[n])' --gradient 'norm(x[n])'
#include <cmath>

double energy(const double* x, int n, double scale) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double s = 1 / (1 + std::exp(-x[i]));
    sum += s * s;
  }
  return sum * scale;
}

// The reverse of the root reads the sum: the loop is fused, but has to run before.
double norm(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const double s = std::tanh(x[i]);
    sum += s * s;
  }
  return std::sqrt(sum);
}
