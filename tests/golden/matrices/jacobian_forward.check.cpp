#include "jacobian_forward.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_JACOBIAN(decay, in(sample(3)), fixed(sample(7)), fixed(7), out(sample(7)));
  CHECK_JACOBIAN(decay, in(sample(3)), fixed(sample(1)), fixed(0), out(sample(0)));
  CHECK_JACOBIAN(spiral, in(sample()), out(sample(2)));
  return check::report();
}
