// The Brusselator on a square grid: plain C++, written without differentiation in mind.
#include "brusselator.hpp"

#include <vector>

namespace brusselator {
namespace {

void right_hand_side(int n, const double* parameters, const double* state, double* rate) {
  const double a = parameters[0];
  const double b = parameters[1];
  const double diffusion = parameters[2];
  const double* u = state;
  const double* v = state + n * n;
  for (int i = 0; i < n; i++) {
    const int up = i == 0 ? n - 1 : i - 1;
    const int down = i == n - 1 ? 0 : i + 1;
    for (int j = 0; j < n; j++) {
      const int left = j == 0 ? n - 1 : j - 1;
      const int right = j == n - 1 ? 0 : j + 1;
      const int at = i * n + j;
      const double spread_u = u[up * n + j] + u[down * n + j] + u[i * n + left] + u[i * n + right] - 4 * u[at];
      const double spread_v = v[up * n + j] + v[down * n + j] + v[i * n + left] + v[i * n + right] - 4 * v[at];
      const double reaction = u[at] * u[at] * v[at];
      rate[at] = b + reaction - (a + 1) * u[at] + diffusion * spread_u;
      rate[n * n + at] = a * u[at] - reaction + diffusion * spread_v;
    }
  }
}

/// out = state + h * rate
void move(const std::vector<double>& state, double h, const std::vector<double>& rate, std::vector<double>& out) {
  for (std::size_t i = 0; i < state.size(); i++) out[i] = state[i] + h * rate[i];
}

}  // namespace

double misfit(int n, int steps, double dt, const double* parameters, const double* initial, const double* target) {
  const int size = 2 * n * n;
  std::vector<double> state(initial, initial + size);
  std::vector<double> k1(size);
  std::vector<double> k2(size);
  std::vector<double> k3(size);
  std::vector<double> k4(size);
  std::vector<double> stage(size);
  for (int t = 0; t < steps; t++) {
    right_hand_side(n, parameters, state.data(), k1.data());
    move(state, dt / 2, k1, stage);
    right_hand_side(n, parameters, stage.data(), k2.data());
    move(state, dt / 2, k2, stage);
    right_hand_side(n, parameters, stage.data(), k3.data());
    move(state, dt, k3, stage);
    right_hand_side(n, parameters, stage.data(), k4.data());
    for (int i = 0; i < size; i++) state[i] += dt / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
  }
  double sum = 0;
  for (int i = 0; i < size; i++) sum += (state[i] - target[i]) * (state[i] - target[i]);
  return 0.5 * sum;
}

}  // namespace brusselator
