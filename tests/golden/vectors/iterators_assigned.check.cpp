#include "iterators_assigned.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(moved, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(erased, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(erased_in_loop, in(sample(8)), fixed(8));
  CHECK_DERIVATIVES(backwards, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(several_copies, in(sample(4)), fixed(4));
  return check::report();
}
