#include "initializers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(initialized, in(sample()), in(sample()));
  return check::report();
}
