#include "ternary.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(choose, in(0.7), in(0.5));
  CHECK_DERIVATIVES(choose, in(0.5), in(0.7));
  CHECK_DERIVATIVES(choose, in(0.9), in(1.2));
  return check::report();
}
