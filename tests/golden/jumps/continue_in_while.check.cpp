#include "continue_in_while.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(wander, in(sample()));
  return check::report();
}
