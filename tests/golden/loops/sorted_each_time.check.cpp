#include "sorted_each_time.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(ranking_loss, in(sample(6)), fixed(6), fixed(3));
  CHECK_DERIVATIVES(smallest_gaps, in(sample(5)), fixed(5), in(sample()));
  CHECK_DERIVATIVES(relaxed, inout(sample(6)), fixed(6), fixed(3));
  CHECK_DERIVATIVES(median_filtered, in(sample(8)), fixed(8));
  return check::report();
}
