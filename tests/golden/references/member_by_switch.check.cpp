#include "member_by_switch.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(volume, in(sample(9)), fixed(9));
  CHECK_DERIVATIVES(turned, in(sample(9)), fixed(9));
  CHECK_DERIVATIVES(turned, in(sample(3)), fixed(3));
  return check::report();
}
