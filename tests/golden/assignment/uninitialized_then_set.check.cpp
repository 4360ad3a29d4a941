#include "uninitialized_then_set.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(late, in(0.7));
  CHECK_DERIVATIVES(late, in(1.2));
  return check::report();
}
