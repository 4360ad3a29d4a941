#include "clock.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(timed, in(sample()));
  return check::report();
}
