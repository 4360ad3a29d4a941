#include "goto_forward.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(checked_ratio, in(0.8), in(0.05));
  CHECK_DERIVATIVES(checked_ratio, in(0.8), in(0.3));
  CHECK_DERIVATIVES(checked_ratio, in(0.8), in(0.9));
  return check::report();
}
