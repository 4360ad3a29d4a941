// The Brusselator again, over an active scalar type, for the tools that overload operators.
#pragma once

#include <vector>

#include "input.hpp"

namespace brusselator {

template <class T>
void right_hand_side_of(std::size_t n, const T* parameters, const std::vector<T>& state, std::vector<T>& rate) {
  const std::size_t cells = n * n;
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t up = (i + n - 1) % n * n;
    const std::size_t down = (i + 1) % n * n;
    for (std::size_t j = 0; j < n; ++j) {
      const std::size_t at = i * n + j;
      const std::size_t left = i * n + (j + n - 1) % n;
      const std::size_t right = i * n + (j + 1) % n;
      const T& u = state[at];
      const T& v = state[cells + at];
      const T reaction = u * u * v;
      rate[at] = parameters[1] + reaction - (parameters[0] + 1.0) * u +
                 parameters[2] * (state[up + j] + state[down + j] + state[left] + state[right] - 4.0 * u);
      rate[cells + at] = parameters[0] * u - reaction +
                         parameters[2] * (state[cells + up + j] + state[cells + down + j] + state[cells + left] +
                                          state[cells + right] - 4.0 * v);
    }
  }
}

/// `active` holds the parameters, then the initial state.
template <class T>
T misfit_of(const Input& input, const std::vector<T>& active) {
  const auto n = static_cast<std::size_t>(input.n);
  const auto first = active.begin() + static_cast<std::ptrdiff_t>(input.parameters.size());
  std::vector<T> state(first, active.end());
  const std::size_t size = state.size();
  std::vector<T> stage(size);
  std::vector<T> k[4] = {stage, stage, stage, stage};
  const double h[4] = {input.dt / 2, input.dt / 2, input.dt, 0};
  for (int t = 0; t < input.steps; ++t) {
    stage = state;
    for (int s = 0; s < 4; ++s) {
      right_hand_side_of(n, active.data(), stage, k[s]);
      if (s == 3) break;
      for (std::size_t i = 0; i < size; ++i) stage[i] = state[i] + h[s] * k[s][i];
    }
    for (std::size_t i = 0; i < size; ++i) {
      state[i] += input.dt / 6 * (k[0][i] + 2.0 * k[1][i] + 2.0 * k[2][i] + k[3][i]);
    }
  }
  T sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += (state[i] - input.target[i]) * (state[i] - input.target[i]);
  return 0.5 * sum;
}

}  // namespace brusselator
