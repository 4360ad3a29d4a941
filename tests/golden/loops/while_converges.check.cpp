#include "while_converges.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(square_root, in(2.1));
  CHECK_DERIVATIVES(square_root, in(0.3));
  return check::report();
}
