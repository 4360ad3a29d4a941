#include "swapped_values.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(left_over, in(sample(2)), fixed(3));
  return check::report();
}
