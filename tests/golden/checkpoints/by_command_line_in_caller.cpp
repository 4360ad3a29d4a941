// A loop marked from outside in a function that has its callers' copies of it only: it gets the step as a function.
// backsweep: --tangent 'grow(u[1])' --adjoint 'grow(u[1])' --tangent 'decay(u[1])' --adjoint 'decay(u[1])' --checkpoint steps:8 --checkpoint repeated:16
#include <cmath>

namespace {

void steps(void (*rate)(const double*, double*), double* u, int n) {
  for (int t = 0; t < n; ++t) {
    double f[1];
    rate(u, f);
    u[0] += 0.1 * f[0];
  }
}

template <class Step> void repeated(double* u, int n, const Step& step) {
  for (int t = 0; t < n; ++t) u[0] = step(u[0]);
}

void squared(const double* u, double* f) { f[0] = u[0] * u[0] * 0.5; }

}  // namespace

void grow(double* u, int n) {
  steps(squared, u, n);
}

void decay(double* u, int n) {
  repeated(u, n, [](double value) { return value - 0.1 * std::sin(value); });
}
