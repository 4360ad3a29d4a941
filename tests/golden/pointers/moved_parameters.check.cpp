#include "moved_parameters.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(squares, inout(sample(3)), fixed(3));
  CHECK_GRADIENT(squares_and_sum, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(products, in(sample(3)), fixed(3), out(sample(3)));
  CHECK_DERIVATIVES(one_less, inout(sample(3)), fixed(3));
  CHECK_DERIVATIVES(down_to_none, inout(sample(3)), fixed(3));
  return check::report();
}
