#include "default_member_values.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(defaults, in(sample()));
  return check::report();
}
