#include "switch_in_loop.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int program[] = {0, 1, 3, 0, 0, 2, 0};
  CHECK_DERIVATIVES(interpret, fixed(static_cast<const int*>(program)), fixed(5), in(sample()));
  CHECK_DERIVATIVES(interpret, fixed(static_cast<const int*>(program)), fixed(7), in(sample()));
  return check::report();
}
