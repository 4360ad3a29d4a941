#include "gathered_terms.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (unsigned n = 1; n < 12; ++n) {
    const int count = static_cast<int>(n);
    CHECK_DERIVATIVES(smoothed, in(sample(n)), fixed(count));
    CHECK_DERIVATIVES(one_sided, in(sample(n)), fixed(count), in(0.7));
    CHECK_DERIVATIVES(downwards, in(sample(n)), fixed(count));
    CHECK_DERIVATIVES(bent, in(sample(n)), fixed(count), in(0.7));
    CHECK_DERIVATIVES(weighted_by_place, in(sample(n)), fixed(count));
  }
  CHECK_DERIVATIVES(few, in(sample(6)));
  CHECK_DERIVATIVES(fixed_size, in(sample(40)));
  return check::report();
}
