// One-dimensional viscous Burgers flow: plain C++, written without differentiation in mind.
#include "burgers.hpp"

#include <cmath>
#include <vector>

namespace burgers {
namespace {

/// Numerical flux between two cells, with a smoothed wave speed.
double flux(double left, double right) {
  const double mean = 0.5 * (left + right);
  const double speed = std::sqrt(mean * mean + 1e-6);
  return 0.25 * (left * left + right * right) - 0.5 * speed * (right - left);
}

void step(const std::vector<double>& u, std::vector<double>& next, double courant, double diffusion) {
  const int n = static_cast<int>(u.size());
  next[0] = u[0];
  next[n - 1] = u[n - 1];
  for (int i = 1; i < n - 1; i++) {
    next[i] =
        u[i] - courant * (flux(u[i], u[i + 1]) - flux(u[i - 1], u[i])) + diffusion * (u[i + 1] - 2 * u[i] + u[i - 1]);
  }
}

}  // namespace

double misfit(const double* initial, const double* target, int cells, int steps, double courant, double diffusion) {
  std::vector<double> u(initial, initial + cells);
  std::vector<double> next(cells);
  for (int t = 0; t < steps; t++) {
    step(u, next, courant, diffusion);
    u.swap(next);
  }
  double sum = 0;
  for (int i = 0; i < cells; i++) sum += (u[i] - target[i]) * (u[i] - target[i]);
  return 0.5 * sum;
}

}  // namespace burgers
