#include "scratch_in_called.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(product, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(mixed, in(sample(4)), fixed(4));
  return check::report();
}
