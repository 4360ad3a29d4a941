// The input of the Burgers benchmark.
#pragma once

#include <cmath>
#include <vector>

#include "burgers.hpp"
#include "harness.hpp"

namespace burgers {

struct Input {
  int cells = 1000;
  int steps = 0;
  double courant = 0.2;
  double diffusion = 0.1;
  std::vector<double> initial;
  std::vector<double> target;
};

/// `size` is the number of steps over 1000 cells; 100 cells below 100 steps.
inline Input make_input(long size) {
  Input input;
  if (size < 100) input.cells = 100;
  input.steps = static_cast<int>(size);
  const auto cells = static_cast<std::size_t>(input.cells);
  input.initial = bench::random_vector(cells, -0.1, 0.1, 1);
  for (std::size_t i = 0; i < cells; ++i) {
    input.initial[i] += std::sin(6.283185307179586 * static_cast<double>(i) / static_cast<double>(cells));
  }
  input.target = bench::random_vector(cells, -0.5, 0.5, 2);
  return input;
}

}  // namespace burgers
