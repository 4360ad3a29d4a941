#include "root_of_chosen.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const double a : {-1.25, 1.5}) {
    CHECK_DERIVATIVES(truncated, in(a), in(0.25));
    CHECK_DERIVATIVES(at_least, in(a), in(0.25));
    CHECK_DERIVATIVES(branched, in(a), in(0.75));
    CHECK_DERIVATIVES(collected, in(a), in(0.75));
    CHECK_DERIVATIVES(angle, in(a > 0 ? a : 0.5));
  }
  return check::report();
}
