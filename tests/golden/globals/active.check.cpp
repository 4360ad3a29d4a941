#include "active.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(through_global, in(sample()), in(sample()));
  return check::report();
}
