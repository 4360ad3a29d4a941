#include "function_pointer_constant.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(integral, in(0.3), in(1.2));
  return check::report();
}
