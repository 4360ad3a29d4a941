// Gradient of the Burgers misfit written by hand: all states are stored, the reverse of a step gathers.
#include <algorithm>
#include <cmath>
#include <memory>

#include "input.hpp"

namespace burgers {
namespace {

double flux(double left, double right) {
  const double mean = 0.5 * (left + right);
  const double speed = std::sqrt(mean * mean + 1e-6);
  return 0.25 * (left * left + right * right) - 0.5 * speed * (right - left);
}

/// One step, from one slot of the store to the next. Each flux is computed once, in a loop that vectorises.
void step(int n, const double* __restrict u, double* __restrict next, double courant, double diffusion,
          double* __restrict fluxes) {
  for (int i = 0; i < n - 1; ++i) fluxes[i] = flux(u[i], u[i + 1]);
  next[0] = u[0];
  next[n - 1] = u[n - 1];
  for (int i = 1; i < n - 1; ++i) {
    next[i] = u[i] - courant * (fluxes[i] - fluxes[i - 1]) + diffusion * (u[i + 1] - 2 * u[i] + u[i - 1]);
  }
}

/// Adjoints of the two arguments of the flux through each face, for the adjoint `w` of the step's result.
void flux_adjoint(int n, const double* __restrict u, const double* __restrict w, double courant,
                  double* __restrict left_bar, double* __restrict right_bar) {
  for (int i = 0; i < n - 1; ++i) {
    const double mean = 0.5 * (u[i] + u[i + 1]);
    const double speed = std::sqrt(mean * mean + 1e-6);
    const double slope = 0.25 * (u[i + 1] - u[i]) * mean / speed;
    const double flux_bar = courant * (w[i + 1] - w[i]);
    left_bar[i] = (0.5 * (u[i] + speed) - slope) * flux_bar;
    right_bar[i] = (0.5 * (u[i + 1] - speed) - slope) * flux_bar;
  }
}

struct Scratch {
  std::vector<double> states;
  std::vector<double> left_bar;
  std::vector<double> right_bar;
  std::vector<double> w;
};

/// u_bar, the adjoint of the state after the step, becomes that of the state before.
void step_adjoint(int n, const double* u, double* __restrict u_bar, double courant, double diffusion,
                  Scratch& scratch) {
  double* __restrict const w = scratch.w.data();
  double* __restrict const left_bar = scratch.left_bar.data();
  double* __restrict const right_bar = scratch.right_bar.data();
  const double first = u_bar[0];
  const double last = u_bar[n - 1];
  std::copy(u_bar, u_bar + n, w);
  // The outermost cells are copied, so nothing else of the step depends on their adjoints.
  w[0] = 0;
  w[n - 1] = 0;
  flux_adjoint(n, u, w, courant, left_bar, right_bar);
  for (int i = 1; i < n - 1; ++i) {
    u_bar[i] = (1 - 2 * diffusion) * w[i] + diffusion * (w[i - 1] + w[i + 1]) + left_bar[i] + right_bar[i - 1];
  }
  u_bar[0] = first + diffusion * w[1] + left_bar[0];
  u_bar[n - 1] = last + diffusion * w[n - 2] + right_bar[n - 2];
}

double gradient(const Input& input, std::vector<double>& u_bar, Scratch& scratch) {
  const int n = input.cells;
  const auto cells = static_cast<std::size_t>(n);
  scratch.states.resize(cells * (static_cast<std::size_t>(input.steps) + 1));
  for (std::vector<double>* part : {&scratch.left_bar, &scratch.right_bar, &scratch.w}) part->resize(cells);
  double* u = scratch.states.data();
  std::copy(input.initial.begin(), input.initial.end(), u);
  for (int t = 0; t < input.steps; ++t, u += n)
    step(n, u, u + n, input.courant, input.diffusion, scratch.left_bar.data());
  u_bar.resize(cells);
  double sum = 0;
  for (std::size_t i = 0; i < cells; ++i) {
    u_bar[i] = u[i] - input.target[i];
    sum += u_bar[i] * u_bar[i];
  }
  for (int t = input.steps - 1; t >= 0; --t) {
    u -= n;
    step_adjoint(n, u, u_bar.data(), input.courant, input.diffusion, scratch);
  }
  return 0.5 * sum;
}

const bench::Registration registration{"hand", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto result = std::make_shared<std::vector<double>>();
                                         const auto scratch = std::make_shared<Scratch>();
                                         return bench::Runner{[=] { return gradient(*input, *result, *scratch); },
                                                              [=] { return *result; }};
                                       }};

}  // namespace
}  // namespace burgers
