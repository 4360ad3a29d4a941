#include "variable_after_loop.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(search, in(sample(9)), fixed(9), in(2.4));
  CHECK_DERIVATIVES(search, in(sample(3)), fixed(3), in(100.0));
  return check::report();
}
