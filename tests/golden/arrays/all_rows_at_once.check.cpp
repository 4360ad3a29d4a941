#include "all_rows_at_once.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(summed, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(walked, in(sample(5)), fixed(5));
  return check::report();
}
