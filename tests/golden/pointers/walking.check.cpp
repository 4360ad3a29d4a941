#include "walking.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(squares, in(sample(5)), out(sample(5)), fixed(5));
  CHECK_DERIVATIVES(squares, in(sample(1)), inout(sample(1)), fixed(0));
  return check::report();
}
