#include "swap_by_hand.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (int i = 0; i < 4; ++i) CHECK_DERIVATIVES(sort_three, inout(sample(3)));
  return check::report();
}
