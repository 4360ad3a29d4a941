#include "numbers_of_several_names.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 6;
  CHECK_DERIVATIVES(by_names, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(by_index, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(made, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(kept_whole, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(rows, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(integers, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(outside, in(sample(6)), fixed(n));
  return check::report();
}
