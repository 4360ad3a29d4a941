// Dense Hessians: one product with each unit direction, exactly symmetric.
// backsweep: --gradient 'energy(x[n])' --hessian 'energy(x[n])'
// backsweep: --gradient 'rosenbrock' --hessian 'rosenbrock' --gradient 'norm(x[3])' --hessian 'norm(x[3])'
#include <cmath>

double energy(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const double s = 1 / (1 + std::exp(-x[i]));
    sum += s * s * x[(i + 1) % n];
  }
  return sum;
}

double rosenbrock(double x, double y) {
  const double a = 1 - x;
  const double b = y - x * x;
  return a * a + 100 * b * b;
}

double norm(const double* x) { return std::sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]); }
