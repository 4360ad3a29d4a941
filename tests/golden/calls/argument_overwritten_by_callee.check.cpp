#include "argument_overwritten_by_callee.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(squared, in(sample()));
  for (const int n : {1, 2, 5}) CHECK_DERIVATIVES(counted, inout(sample(n)), fixed(n));
  return check::report();
}
