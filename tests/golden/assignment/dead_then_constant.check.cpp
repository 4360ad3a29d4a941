#include "dead_then_constant.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(reset, in(sample()), inout(sample(2)));
  return check::report();
}
