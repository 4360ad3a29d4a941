// What std::stable_sort of libstdc++ 12 uses is deprecated in C++17, which Clang tells whoever calls it.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include "sorted.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(quantile, in(sample(7)), fixed(7), fixed(0.37));
  CHECK_DERIVATIVES(trimmed_mean, in(sample_vector(8)), fixed(std::size_t{2}));
  CHECK_DERIVATIVES(trimmed_mean, in(sample_vector(40)), fixed(std::size_t{3}));
  CHECK_DERIVATIVES(rank_weighted, inout(sample(6)), fixed(6));
  for (int i = 0; i < 3; ++i) CHECK_DERIVATIVES(median_of_three, in(sample()), in(sample()), in(sample()));
  CHECK_DERIVATIVES(from_behind, in(sample_vector(7)));
  check::tolerances() = check::kSingle;
  CHECK_DERIVATIVES(best_of, in(sample<float>(5)));
  return check::report();
}
