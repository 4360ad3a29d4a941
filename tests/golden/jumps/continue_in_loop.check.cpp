#include "continue_in_loop.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(skip, in(sample(9)), fixed(9));
  return check::report();
}
