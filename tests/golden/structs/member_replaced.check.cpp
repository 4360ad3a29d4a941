#include "member_replaced.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(kept, in(sample(3)));
  CHECK_DERIVATIVES(replaced, in(sample(3)));
  return check::report();
}
