#include "unary_operators.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(unary, in(0.4), in(0.6));
  CHECK_DERIVATIVES(unary, in(0.6), in(0.4));
  return check::report();
}
