#include "break_in_loop.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(until_large, in(sample(9)), fixed(9));
  CHECK_DERIVATIVES(until_large, in(sample(2)), fixed(2));
  return check::report();
}
