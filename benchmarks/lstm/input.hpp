// The input of the LSTM benchmark and the shape of its gradient.
#pragma once

#include <vector>

#include "harness.hpp"
#include "lstm.hpp"

namespace lstm {

struct Input {
  int layers = 2;
  int steps = 0;
  int width = 14;
  std::vector<double> params;
  std::vector<double> extra;
  std::vector<double> state;
  std::vector<double> sequence;
};

/// `size` is the number of steps; four layers above 4000 of them and two below.
inline Input make_input(long size) {
  Input input;
  input.layers = size > 4000 ? 4 : 2;
  input.steps = static_cast<int>(size);
  const auto width = static_cast<std::size_t>(input.width);
  const auto layers = static_cast<std::size_t>(input.layers);
  input.params = bench::random_vector(8 * layers * width, -1, 1, 1);
  input.extra = bench::random_vector(3 * width, -1, 1, 2);
  input.state = bench::random_vector(2 * layers * width, -1, 1, 3);
  // Characters as rows of bits.
  input.sequence = bench::random_vector(static_cast<std::size_t>(size) * width, 0, 1, 4);
  for (double& bit : input.sequence) bit = bit < 0.5 ? 0 : 1;
  return input;
}

struct Gradient {
  explicit Gradient(const Input& input) : params(input.params.size()), extra(input.extra.size()) {}
  std::vector<double> flat() const { return bench::concatenate({&params, &extra}); }

  std::vector<double> params;
  std::vector<double> extra;
};

}  // namespace lstm
