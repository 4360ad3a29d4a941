#include "tuples.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 6;
  CHECK_DERIVATIVES(rows_of_tuples, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(mixed_members, in(sample(6)), fixed(n));
  return check::report();
}
