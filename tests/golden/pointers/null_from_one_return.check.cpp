#include "null_from_one_return.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(squares, in(sample(1)), fixed(1));
  CHECK_DERIVATIVES(squares, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(either_view, in(sample(4)), fixed(4));
  return check::report();
}
