#include "moved_by_themselves.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(ring, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(toggled, in(sample(2)), fixed(2));
  CHECK_DERIVATIVES(toggled, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(walked, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(hopped, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(chosen_by_itself, in(sample(2)), fixed(2));
  CHECK_DERIVATIVES(link_in_the_middle, in(sample(2)), fixed(2));
  CHECK_DERIVATIVES(rows_assigned, in(sample(2)), fixed(2));
  CHECK_DERIVATIVES(rows_exchanged, in(sample(2)), fixed(2));
  for (const int n : {1, 2, 3}) CHECK_DERIVATIVES(rows_in_a_branch, in(sample(2)), fixed(n));
  return check::report();
}
