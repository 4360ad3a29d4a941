#include "several_functions.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(first, in(sample()));
  CHECK_GRADIENT(second, in(sample()), in(sample()));
  return check::report();
}
