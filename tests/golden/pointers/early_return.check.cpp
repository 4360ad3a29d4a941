#include "early_return.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(first_large, inout(sample(5)), fixed(5));
  CHECK_DERIVATIVES(packed, in(sample(5)), fixed(5));
  return check::report();
}
