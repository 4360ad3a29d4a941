// The input of the Fourier transform benchmark: a signal, and the adjoint of its spectrum.
#pragma once

#include <vector>

#include "fft.hpp"
#include "harness.hpp"

namespace fft {

struct Input {
  int n = 0;
  std::vector<double> signal;
  /// Seed: the derivative asked for is that of the weighted sum of the spectrum.
  std::vector<double> weights;
};

/// `size` complex numbers.
inline Input make_input(long size) {
  const auto count = static_cast<std::size_t>(2 * size);
  return {static_cast<int>(size), bench::random_vector(count, -1, 1, 1), bench::random_vector(count, -1, 1, 2)};
}

/// Weighted sum of the transformed signal. Linear in the signal, so differences have no truncation error.
inline double weighted_sum(const Input& input, const std::vector<double>& spectrum) {
  double sum = 0;
  for (std::size_t i = 0; i < spectrum.size(); ++i) sum += input.weights[i] * spectrum[i];
  return sum;
}

}  // namespace fft
