#include "structured_bindings.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(bound, in(sample()), in(sample()));
  return check::report();
}
