#include "jacobian_either_mode.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_JACOBIAN(bend, in(sample(2)), fixed(2), fixed(sample(12)), out(sample(6)), fixed(6));
  CHECK_JACOBIAN(bend, in(sample(6)), fixed(6), fixed(sample(12)), out(sample(2)), fixed(2));
  CHECK_JACOBIAN(bend, in(sample(3)), fixed(3), fixed(sample(1)), out(sample(0)), fixed(0));
  return check::report();
}
