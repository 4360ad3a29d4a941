#include "recursion.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(recursive_sum, in(sample(7)), fixed(7));
  CHECK_DERIVATIVES(recursive_sum, in(sample(1)), fixed(0));
  return check::report();
}
