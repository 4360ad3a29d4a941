// The input of the Brusselator benchmark and the shape of its gradient.
#pragma once

#include <vector>

#include "brusselator.hpp"
#include "harness.hpp"

namespace brusselator {

struct Input {
  int n = 32;
  int steps = 0;
  double dt = 0.02;
  std::vector<double> parameters{3.4, 1.0, 2.0};
  std::vector<double> initial;
  std::vector<double> target;
};

/// `size` is the number of steps on 32*32 cells; fewer than ten are taken on 6*6.
inline Input make_input(long size) {
  Input input;
  if (size < 10) input.n = 6;
  input.steps = static_cast<int>(size);
  const auto count = static_cast<std::size_t>(2 * input.n * input.n);
  input.initial = bench::random_vector(count, 0.5, 1.5, 1);
  input.target = bench::random_vector(count, 0.5, 1.5, 2);
  return input;
}

struct Gradient {
  explicit Gradient(const Input& input) : parameters(input.parameters.size()), initial(input.initial.size()) {}
  std::vector<double> flat() const { return bench::concatenate({&parameters, &initial}); }

  std::vector<double> parameters;
  std::vector<double> initial;
};

}  // namespace brusselator
