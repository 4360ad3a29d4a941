#include "do_while.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(halve, in(1.3), in(0.7));
  CHECK_DERIVATIVES(halve, in(0.1), in(0.7));
  return check::report();
}
