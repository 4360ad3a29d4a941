#include "jacobian_in_place.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_JACOBIAN(step, inout(sample(5)), fixed(5), in(sample()));
  CHECK_JACOBIAN(step, inout(sample(1)), fixed(1), in(sample()));
  CHECK_JACOBIAN(count, in(sample(2)), fixed(4), out(sample(3)));
  CHECK_JACOBIAN(turn, inout(sample(4)));
  return check::report();
}
