#include "if_constexpr.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(folded, in(sample()), in(sample()), in(sample()));
  return check::report();
}
