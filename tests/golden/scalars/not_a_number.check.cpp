#include "not_a_number.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(clipped, in(0.7));
  CHECK_DERIVATIVES(ratio, in(0.7), in(1.5));
  return check::report();
}
