#include "joint_members.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(march, inout(sample(7)), inout(sample(7)), fixed(7), in(sample()), fixed(4));
  return check::report();
}
