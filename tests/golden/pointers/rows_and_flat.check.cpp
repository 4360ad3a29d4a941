#include "rows_and_flat.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(contrast, in(sample(8)), fixed(4));
  CHECK_DERIVATIVES(diagonal, in(sample()));
  return check::report();
}
