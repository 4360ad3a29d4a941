// A hand-written adjoint and tangent are used wherever the function is called.
// backsweep: --adjoint 'energy(x)' --tangent 'energy(x)' --adjoint 'weighted(x)' --tangent 'weighted(x)'
#include <backsweep/annotate.h>

#include <cmath>

int uses;

double softplus(double x) { return std::log(1 + std::exp(x)); }

BACKSWEEP_DERIVATIVE_OF(softplus)
void softplus_adjoint(double x, double& x_bar, double result_bar) {
  ++uses;
  x_bar += result_bar / (1 + std::exp(-x));
}

BACKSWEEP_DERIVATIVE_OF(softplus)
double softplus_tangent(double x, double x_dot, double& result_dot) {
  result_dot = x_dot / (1 + std::exp(-x));
  return softplus(x);
}

double energy(double x) { return softplus(x * x) * x; }

double dot(const double* a, const double* b, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

BACKSWEEP_DERIVATIVE_OF(dot)
void dot_adjoint(const double* a, const double* b, int n, double* a_bar, double* b_bar, double dot_bar) {
  for (int i = 0; i < n; ++i) {
    a_bar[i] += b[i] * dot_bar;
    b_bar[i] += a[i] * dot_bar;
  }
}

const double kWeights[3] = {1, 2, 3};

double weighted(double x) {
  const double powers[3] = {1, x, x * x};
  return dot(powers, kWeights, 3);
}
