#include "switch_fall_through.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (int n = 0; n < 6; ++n) CHECK_DERIVATIVES(unrolled, fixed(n), in(sample()));
  return check::report();
}
