#include "recurrences_along.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(turned, inout(sample(8)), fixed(4), fixed(0.7));
  CHECK_DERIVATIVES(packed, in(sample(6)), in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(alternating, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(continued, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(read_late, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(shifted_sums, inout(sample(5)), fixed(5), fixed(0.8));
  return check::report();
}
