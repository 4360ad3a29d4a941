#include "count_up.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(sum_of_squares, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(sum_of_squares, in(sample(1)), fixed(1));
  return check::report();
}
