// Values that two neighbouring iterations compute: fluxes through the faces between cells, computed once.
// derivatives: advected(initial[n])
// derivatives: curvature(x[n])
// derivatives: length(x[n])
#include <cmath>

static double flux(double left, double right) {
  const double mean = 0.5 * (left + right);
  return mean * std::exp(-mean * mean);
}

/// Of at most 16 cells.
double advected(const double* initial, int n, int steps, double k) {
  double u[16];
  double next[16];
  for (int i = 0; i < n; ++i) u[i] = next[i] = initial[i];
  for (int t = 0; t < steps; ++t) {
    for (int i = 1; i < n - 1; ++i) next[i] = u[i] - k * (flux(u[i], u[i + 1]) - flux(u[i - 1], u[i]));
    for (int i = 0; i < n; ++i) u[i] = next[i];
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += u[i] * u[i];
  return sum;
}

/// The same exponential twice, but not shifted by one: nothing is shared.
double curvature(const double* x, int n) {
  double bend[16] = {};
  for (int i = 2; i < n - 2; ++i) bend[i] = std::exp(x[i - 2]) - std::exp(x[i + 2]);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += bend[i] * bend[i];
  return sum;
}

/// A root may set errno, which costs more than an array.
double length(const double* x, int n) {
  double bend[16] = {};
  for (int i = 1; i < n - 1; ++i) bend[i] = std::sqrt(1 + x[i] * x[i + 1]) - std::sqrt(1 + x[i - 1] * x[i]);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += bend[i] * bend[i];
  return sum;
}
