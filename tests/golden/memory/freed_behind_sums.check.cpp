#include "freed_behind_sums.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_GRADIENT(weighted, in(sample(5)), fixed(5));
  CHECK_GRADIENT(counted, in(sample(5)), fixed(5));
  CHECK_GRADIENT(of_members, in(sample(5)), fixed(5));
  CHECK_GRADIENT(row_by_row, in(sample(5)), fixed(5));
  return check::report();
}
