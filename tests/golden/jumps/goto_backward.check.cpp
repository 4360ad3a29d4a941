#include "goto_backward.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(iterate, in(sample()));
  return check::report();
}
