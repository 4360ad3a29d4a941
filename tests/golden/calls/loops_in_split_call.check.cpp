#include "loops_in_split_call.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(blend, inout(sample(6)), inout(sample(6)), fixed(6), in(0.3));
  CHECK_DERIVATIVES(blend, inout(sample(2)), inout(sample(2)), fixed(2), in(0.3));
  return check::report();
}
