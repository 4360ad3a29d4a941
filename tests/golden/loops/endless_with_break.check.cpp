#include "endless_with_break.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(collatz_like, in(0.8), fixed(6));
  CHECK_DERIVATIVES(collatz_like, in(0.8), fixed(1));
  return check::report();
}
