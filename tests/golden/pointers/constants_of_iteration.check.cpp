#include "constants_of_iteration.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 5;
  CHECK_DERIVATIVES(weighted, in(sample(5)), fixed(n));
  CHECK_DERIVATIVES(either, in(sample(5)), fixed(n));
  CHECK_DERIVATIVES(rows, in(sample(5)), fixed(n));
  return check::report();
}
