#include "rows_into_local_array.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 4;
  CHECK_DERIVATIVES(rows, in(sample(4)), fixed(n));
  CHECK_DERIVATIVES(one_based, in(sample(4)), fixed(n));
  return check::report();
}
