// The Burgers misfit again, over an active scalar type, for the tools that overload operators.
#pragma once

#include <cmath>
#include <vector>

#include "input.hpp"

namespace burgers {

template <class T>
T flux_of(const T& left, const T& right) {
  using std::sqrt;
  const T mean = 0.5 * (left + right);
  const T speed = sqrt(mean * mean + 1e-6);
  return 0.25 * (left * left + right * right) - 0.5 * speed * (right - left);
}

template <class T>
T misfit_of(const Input& input, const std::vector<T>& initial) {
  std::vector<T> u = initial;
  std::vector<T> next = initial;
  const std::size_t n = u.size();
  for (int t = 0; t < input.steps; ++t) {
    next[0] = u[0];
    next[n - 1] = u[n - 1];
    for (std::size_t i = 1; i + 1 < n; ++i) {
      next[i] = u[i] - input.courant * (flux_of(u[i], u[i + 1]) - flux_of(u[i - 1], u[i])) +
                input.diffusion * (u[i + 1] - 2.0 * u[i] + u[i - 1]);
    }
    u.swap(next);
  }
  T sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += (u[i] - input.target[i]) * (u[i] - input.target[i]);
  return 0.5 * sum;
}

}  // namespace burgers
