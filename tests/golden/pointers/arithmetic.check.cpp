#include "arithmetic.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(arithmetic, in(sample(5)), out(sample(5)), fixed(5));
  return check::report();
}
