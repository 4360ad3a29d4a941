#include "derived_in_base.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(combined, in(sample()), in(sample()));
  return check::report();
}
