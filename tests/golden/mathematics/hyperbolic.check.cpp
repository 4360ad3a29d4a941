#include "hyperbolic.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(hyperbolic, in(sample()));
  return check::report();
}
