// Plain C++ with one annotation: the time loop is to be checkpointed.
#include "assimilation.hpp"

#include <backsweep/annotate.h>

#include <algorithm>
#include <cmath>

namespace assimilation {
namespace {

/// The longest step that is stable at this state.
double stable_step(const std::vector<double>& u, double dx, double viscosity) {
  double fastest = 1e-3;
  for (const double speed : u) fastest = std::max(fastest, std::fabs(speed));
  return 0.4 * dx / (fastest + 2 * viscosity / dx);
}

void step(std::vector<double>& u, double dt, double dx, double viscosity) {
  const std::size_t n = u.size();
  std::vector<double> flux(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double left = u[i];
    const double right = u[i + 1 < n ? i + 1 : 0];
    const double mean = 0.5 * (left + right);
    const double speed = std::sqrt(mean * mean + 1e-6);
    flux[i] = 0.25 * (left * left + right * right) - (0.5 * speed + viscosity / dx) * (right - left);
  }
  for (std::size_t i = 0; i < n; ++i) u[i] -= dt / dx * (flux[i] - flux[i > 0 ? i - 1 : n - 1]);
}

std::vector<double> run(const std::vector<double>& initial, const Flow& flow, int& steps) {
  std::vector<double> u = initial;
  const double dx = flow.length / static_cast<double>(u.size());
  double t = 0;
  BACKSWEEP_CHECKPOINT()
  while (t < flow.end) {
    double dt = stable_step(u, dx, flow.viscosity);
    if (t + dt > flow.end) dt = flow.end - t;
    step(u, dt, dx, flow.viscosity);
    t += dt;
    ++steps;
  }
  return u;
}

}  // namespace

std::vector<double> forecast(const std::vector<double>& initial, const Flow& flow, int& steps) {
  steps = 0;
  return run(initial, flow, steps);
}

double misfit(const std::vector<double>& initial, const std::vector<double>& observed, const Flow& flow) {
  int steps = 0;
  const std::vector<double> u = run(initial, flow, steps);
  const std::size_t n = u.size();
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double rise = initial[i + 1 < n ? i + 1 : 0] - initial[i];
    sum += (u[i] - observed[i]) * (u[i] - observed[i]) + 1e-3 * rise * rise;
  }
  return 0.5 * sum / static_cast<double>(n);
}

}  // namespace assimilation
