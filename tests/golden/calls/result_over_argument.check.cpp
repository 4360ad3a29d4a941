#include "result_over_argument.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(read, in(sample(4)));
  CHECK_DERIVATIVES(written, in(sample(3)));
  CHECK_DERIVATIVES(behind_pointer, in(sample(3)));
  return check::report();
}
