#include "union_members.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(scaled, in(sample()), fixed(123456789));
  return check::report();
}
