#include "argument_overwritten_by_callee.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(squared, in(sample()));
  for (const std::size_t n : {1u, 2u, 5u}) CHECK_DERIVATIVES(counted, inout(sample(n)), fixed(static_cast<int>(n)));
  return check::report();
}
