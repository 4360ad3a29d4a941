#include "break_from_inner_loop.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(rows, in(sample(16)), fixed(4));
  return check::report();
}
