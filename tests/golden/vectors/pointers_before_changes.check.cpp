#include "pointers_before_changes.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const double tolerance : {0.0, 1e3}) CHECK_DERIVATIVES(heat, in(sample(5)), fixed(5), fixed(tolerance));
  CHECK_DERIVATIVES(by_helper, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(growth, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(resized, in(sample(4)), fixed(4));
  return check::report();
}
