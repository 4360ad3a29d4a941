// Calls, branches and loops without a known number of iterations below the function.
// backsweep: --gradient 'chain(x[n], y)' --hvp 'chain(x[n], y)'
#include <cmath>

double wave(const double* x, int n, double y) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    if (x[i] > 1) sum += std::sin(x[i] * y);
    else sum += x[i] * std::sqrt(y + 3);
  }
  return sum;
}

double root(double a) {
  double r = a;
  while (std::fabs(r * r - a) > 1e-13 * a) r = 0.5 * (r + a / r);
  return r;
}

double chain(const double* x, int n, double y) {
  double p = wave(x, n, y);
  for (int i = 0; i < 3; ++i) p = root(2 + wave(x, n, p)) * y;
  return p;
}
