#include "assignment_in_condition.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(shrink, in(0.3));
  CHECK_DERIVATIVES(shrink, in(1.3));
  return check::report();
}
