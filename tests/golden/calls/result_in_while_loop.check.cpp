#include "result_in_while_loop.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(settle, in(sample()), in(sample()));
  return check::report();
}
