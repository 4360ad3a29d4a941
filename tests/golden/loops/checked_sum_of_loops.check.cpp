#include "checked_sum_of_loops.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(counted_first, in(sample(7)), fixed(7));
  return check::report();
}
