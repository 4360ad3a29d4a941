// The input of the log-sum-exp benchmark.
#pragma once

#include <vector>

#include "harness.hpp"
#include "logsumexp.hpp"

namespace logsumexp {

struct Input {
  std::vector<double> x;
};

inline Input make_input(long size) { return {bench::random_vector(static_cast<std::size_t>(size), -5, 5, 1)}; }

}  // namespace logsumexp
