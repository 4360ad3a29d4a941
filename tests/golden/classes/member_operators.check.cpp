#include "member_operators.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(walk, in(sample()), in(sample()));
  return check::report();
}
