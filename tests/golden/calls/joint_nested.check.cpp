#include "joint_nested.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(march, inout(sample(10)), fixed(5), inout(sample()));
  return check::report();
}
