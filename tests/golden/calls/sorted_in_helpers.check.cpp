// What std::stable_sort of libstdc++ 12 uses is deprecated in C++17, which Clang tells whoever calls it.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include "sorted_in_helpers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(spread, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(crps, in(sample_vector(7)), in(sample()));
  CHECK_DERIVATIVES(best, in(sample(7)), fixed(7));
  return check::report();
}
