#include "zero_members.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(moved, in(sample()), fixed(3));
  return check::report();
}
