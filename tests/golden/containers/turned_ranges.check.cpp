#include "turned_ranges.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(turned, in(sample(6)), fixed(6), fixed(2));
  CHECK_DERIVATIVES(turned, in(sample(5)), fixed(5), fixed(4));
  CHECK_DERIVATIVES(turned, in(sample(1)), fixed(1), fixed(1));
  return check::report();
}
