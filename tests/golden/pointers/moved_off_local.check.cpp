#include "moved_off_local.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(moved_off, fixed(3), inout(sample(4)), in(sample(4)));
  return check::report();
}
