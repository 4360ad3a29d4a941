#include "to_scalar.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(solve, in(0.8), in(3.1), in(0.9), out(sample(1)), out(sample(1)));
  return check::report();
}
