#include "active_integer_result.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(newton, inout(1.9), fixed(2.0));
  return check::report();
}
