#include "returned.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(larger_doubled, in(0.7), in(1.2));
  CHECK_DERIVATIVES(larger_doubled, in(1.3), in(0.6));
  return check::report();
}
