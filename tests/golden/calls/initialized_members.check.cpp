#include "initialized_members.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(given, in(sample(2)));
  CHECK_DERIVATIVES(passed, in(sample(2)));
  CHECK_DERIVATIVES(unused, in(sample(2)));
  return check::report();
}
