#include "steps_first.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(total, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(squares, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(lowered, in(sample(4)), inout(sample(4)), fixed(4));
  CHECK_DERIVATIVES(local, in(sample(2)));
  return check::report();
}
