#include "ranges_of_their_own.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(of_temporary, in(sample(4)));
  CHECK_DERIVATIVES(in_loop, in(sample(4)));
  CHECK_DERIVATIVES(in_branch, in(sample(4)));
  CHECK_DERIVATIVES(of_array, in(sample(4)));
  CHECK_DERIVATIVES(scaled_in_place, in(sample(4)));
  CHECK_DERIVATIVES(nested, in(sample(4)));
  return check::report();
}
