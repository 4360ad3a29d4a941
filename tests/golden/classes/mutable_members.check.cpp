#include "mutable_members.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 4;
  CHECK_DERIVATIVES(cached, in(sample(4)), fixed(n));
  return check::report();
}
