#include "without_default_constructor.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 6;
  CHECK_DERIVATIVES(pushed, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(emplaced, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(returned, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(member_array, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(members, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(filled, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(in_array, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(popped, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(in_object, in(sample(6)), fixed(n));
  return check::report();
}
