#include "conditional_code.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(configured, in(sample()));
  return check::report();
}
