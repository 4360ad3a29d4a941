#include "declaration_in_condition.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (int n = 0; n < 4; ++n) CHECK_DERIVATIVES(declared, in(sample()), fixed(n));
  return check::report();
}
