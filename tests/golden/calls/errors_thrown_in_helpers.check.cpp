#include "errors_thrown_in_helpers.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 4;
  CHECK_DERIVATIVES(checked, in(sample(4)), fixed(n));
  CHECK_DERIVATIVES(scaled_in_place, in(sample(4)), fixed(n));
  return check::report();
}
