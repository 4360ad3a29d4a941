#include "jacobian_reverse.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_JACOBIAN(moments, in(sample(5)), fixed(5), in(sample()), out(sample(2)));
  CHECK_JACOBIAN(energy, in(sample(6)), fixed(6));
  return check::report();
}
