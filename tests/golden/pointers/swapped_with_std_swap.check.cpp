#include "swapped_with_std_swap.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(decay, inout(sample(4)), fixed(3));
  CHECK_DERIVATIVES(decay, inout(sample(4)), fixed(0));
  return check::report();
}
