// Hand-written derivatives belong to the overload whose parameters they have, in the nearest namespace.
// backsweep: --adjoint 'norms(x[n])' --tangent 'norms(x[n])' --adjoint 'scaled(x, y)' --tangent 'scaled(x, y)'
#include <backsweep/annotate.h>

#include <cmath>

double norm(const double* v, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += v[i] * v[i];
  return std::sqrt(sum);
}

double norm(const double* v, long n) {
  double sum = 0;
  for (long i = 0; i < n; ++i) sum += std::fabs(v[i]);
  return sum;
}

BACKSWEEP_DERIVATIVE_OF(norm)
void norm_adjoint(const double* v, int n, double* v_bar, double norm_bar) {
  const double length = norm(v, n);
  for (int i = 0; i < n; ++i) v_bar[i] += v[i] / length * norm_bar;
}

double norms(const double* x, int n) { return norm(x, n) * norm(x, static_cast<long>(n)); }

namespace layer {

double act(double v) { return std::tanh(v); }

BACKSWEEP_DERIVATIVE_OF(act)
void act_adjoint(double v, double& v_bar, double act_bar) {
  const double t = std::tanh(v);
  v_bar += (1 - t * t) * act_bar;
}

BACKSWEEP_DERIVATIVE_OF(act)
double act_tangent(double v, double v_dot, double& act_dot) {
  const double t = std::tanh(v);
  act_dot = (1 - t * t) * v_dot;
  return t;
}

}  // namespace layer

double act(double v) { return v * v; }

template <class T>
T act(T v, T w) {
  return v * w * w;
}

double scaled(double x, double y) { return act(x) + layer::act(2 * x) * act(x, y); }
