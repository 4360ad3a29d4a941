#include "iterators_in_loops.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(of_local, in(sample(4)));
  CHECK_DERIVATIVES(of_member, in(sample(4)));
  CHECK_DERIVATIVES(between_pointers, in(sample(4)));
  CHECK_DERIVATIVES(left_early, in(sample(4)));
  CHECK_DERIVATIVES(grown_meanwhile, in(sample(4)));
  return check::report();
}
