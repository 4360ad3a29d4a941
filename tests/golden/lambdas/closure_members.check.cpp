#include "closure_members.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(weighted, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(by_reference, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(deduced, in(sample(2)));
  CHECK_DERIVATIVES(nested, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(nested_reference, in(sample(3)));
  CHECK_DERIVATIVES(overloads, in(sample(3)));
  return check::report();
}
