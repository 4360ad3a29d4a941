// A loop that only adds to a sum runs once, twice, or keeps values, as what comes behind it allows.
// backsweep: --gradient 'energy(x[n])' --gradient 'norm(x[n])' --gradient 'bounded_norm(x[n])'
#include <cmath>

double energy(const double* x, int n, double scale) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double s = 1 / (1 + std::exp(-x[i]));
    sum += s * s;
  }
  return sum * scale;
}

// The reverse of the root reads the sum, so this loop has to run before. It is cheap to run again.
double norm(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double s = 1;
    if (x[i] > 0) s = 3 * x[i];
    sum += s * s;
  }
  return std::sqrt(sum);
}

// This one is not: it keeps a value per iteration.
double bounded_norm(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const double s = std::tanh(x[i]);
    sum += s * s;
  }
  return std::sqrt(sum);
}
