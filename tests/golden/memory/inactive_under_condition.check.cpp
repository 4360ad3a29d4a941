#include "inactive_under_condition.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(owned_by_class, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(owned_by_struct, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(chosen_block, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(growing_indices, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(two_frees, in(sample(5)), fixed(5));
  return check::report();
}
