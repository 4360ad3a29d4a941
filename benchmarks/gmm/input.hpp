// The input of the mixture benchmark and the shape of its gradient.
#pragma once

#include <vector>

#include "gmm.hpp"
#include "harness.hpp"

namespace gmm {

struct Input {
  int d = 10;
  int k = 25;
  int n = 0;
  std::vector<double> alphas;
  std::vector<double> means;
  std::vector<double> icf;
  std::vector<double> x;
  Wishart wishart{1.0, 0};
};

/// Sizes up to a million are numbers of points for d=10, K=25. Above, the number of points is what is left modulo a
/// million, and d=64, K=50.
inline Input make_input(long size) {
  Input input;
  if (size > 1000000) {
    input.d = 64;
    input.k = 50;
  }
  input.n = static_cast<int>(size % 1000000);
  const auto d = static_cast<std::size_t>(input.d);
  const auto k = static_cast<std::size_t>(input.k);
  input.alphas = bench::random_vector(k, -1, 1, 1);
  input.means = bench::random_vector(d * k, 0, 1, 2);
  input.icf = bench::random_vector(k * (d * (d + 1) / 2), -1, 1, 3);
  input.x = bench::random_vector(d * static_cast<std::size_t>(input.n), 0, 1, 4);
  return input;
}

struct Gradient {
  explicit Gradient(const Input& input)
      : alphas(input.alphas.size()), means(input.means.size()), icf(input.icf.size()) {}
  std::vector<double> flat() const { return bench::concatenate({&alphas, &means, &icf}); }

  std::vector<double> alphas;
  std::vector<double> means;
  std::vector<double> icf;
};

}  // namespace gmm
