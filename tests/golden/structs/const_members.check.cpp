#include "const_members.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(spring, in(sample()), in(sample()));
  return check::report();
}
