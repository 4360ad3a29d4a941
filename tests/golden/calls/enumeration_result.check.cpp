#include "enumeration_result.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(root_or_zero, in(1.7));
  for (const double x : {0.3, 1.2, 5.0}) CHECK_DERIVATIVES(halved, in(x));
  return check::report();
}
