#include "to_constants_too.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(chain, in(sample()), in(sample()));
  CHECK_DERIVATIVES(pick, in(sample()), fixed(0));
  CHECK_DERIVATIVES(pick, in(sample()), fixed(1));
  return check::report();
}
