// BACKSWEEP_RECOMPUTE before calls that work in place: the forward sweep keeps what they overwrite, and the reverse sweep
// runs them again.
// derivatives: split(u[n], k)
// derivatives: joint(u[n], k)
#include <backsweep/annotate.h>

#include <cmath>

/// Explicit diffusion with a source, between two arrays.
void diffuse(double* u, double* flux, int n, double k) {
  for (int i = 1; i < n; ++i) flux[i] = k * u[i] * (u[i] - u[i - 1]);
  for (int i = 1; i + 1 < n; ++i) u[i] += 0.1 * (flux[i + 1] - flux[i]);
}

/// Returns how much was taken out.
double react(double* u, int n, double k) {
  double taken = 0;
  for (int i = 0; i < n; ++i) {
    taken += k * u[i] * u[i];
    u[i] = std::sin(u[i]) * (1 - k * taken);
  }
  return taken;
}

double split(double* u, int n, double k, int steps) {
  double flux[16] = {};
  double sum = 0;
  for (int t = 0; t < steps; ++t) {
    BACKSWEEP_STORE
    diffuse(u, flux, n, k);
    BACKSWEEP_STORE
    sum += react(u, n, 0.1 * k);
    sum += u[n / 2] * u[n / 2];
  }
  return sum;
}

double joint(double* u, int n, double k, int steps) {
  double flux[16] = {};
  double sum = 0;
  for (int t = 0; t < steps; ++t) {
    BACKSWEEP_RECOMPUTE
    diffuse(u, flux, n, k);
    BACKSWEEP_RECOMPUTE
    sum += react(u, n, 0.1 * k);
    sum += u[n / 2] * u[n / 2];
  }
  return sum;
}
