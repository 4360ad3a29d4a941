#include "active_step.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(euler, in(0.23), in(sample()));
  return check::report();
}
