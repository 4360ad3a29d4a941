#include "early_return.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(piecewise, in(-0.4));
  CHECK_DERIVATIVES(piecewise, in(0.4));
  CHECK_DERIVATIVES(piecewise, in(1.4));
  return check::report();
}
