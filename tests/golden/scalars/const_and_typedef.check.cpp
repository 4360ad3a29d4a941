#include "const_and_typedef.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(aliased, in(sample()), in(sample()));
  return check::report();
}
