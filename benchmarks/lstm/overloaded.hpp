// The LSTM loss again, over an active scalar type, for the tools that overload operators.
#pragma once

#include <cmath>
#include <vector>

#include "input.hpp"

namespace lstm {

template <class T>
T sigmoid_of(const T& x) {
  using std::exp;
  return 1.0 / (1.0 + exp(-x));
}

/// `active` holds the parameters, then the extra ones.
template <class T>
T loss_of(const Input& input, const std::vector<T>& active) {
  using std::exp;
  using std::log;
  using std::tanh;
  const auto width = static_cast<std::size_t>(input.width);
  const auto layers = static_cast<std::size_t>(input.layers);
  const T* const extra = active.data() + input.params.size();
  std::vector<T> state(input.state.begin(), input.state.end());
  std::vector<T> prediction(width);
  T total = 0;
  for (std::size_t t = 0; t + 1 < static_cast<std::size_t>(input.steps); ++t) {
    const double* const row = &input.sequence[t * width];
    for (std::size_t i = 0; i < width; ++i) prediction[i] = row[i] * extra[i];
    const T* below = prediction.data();
    for (std::size_t layer = 0; layer < layers; ++layer) {
      const T* const weight = &active[8 * layer * width];
      const T* const bias = weight + 4 * width;
      T* const hidden = &state[2 * layer * width];
      T* const cell = hidden + width;
      for (std::size_t i = 0; i < width; ++i) {
        const T forget = sigmoid_of<T>(below[i] * weight[i] + bias[i]);
        const T ingate = sigmoid_of<T>(hidden[i] * weight[width + i] + bias[width + i]);
        const T outgate = sigmoid_of<T>(below[i] * weight[2 * width + i] + bias[2 * width + i]);
        const T change = tanh(hidden[i] * weight[3 * width + i] + bias[3 * width + i]);
        cell[i] = cell[i] * forget + ingate * change;
        hidden[i] = outgate * tanh(cell[i]);
      }
      below = hidden;
    }
    T sum = 2;
    for (std::size_t i = 0; i < width; ++i) {
      prediction[i] = below[i] * extra[width + i] + extra[2 * width + i];
      sum += exp(prediction[i]);
    }
    const T normalizer = log(sum);
    for (std::size_t i = 0; i < width; ++i) total += row[width + i] * (prediction[i] - normalizer);
  }
  return -total / static_cast<double>((input.steps - 1) * input.width);
}

}  // namespace lstm
