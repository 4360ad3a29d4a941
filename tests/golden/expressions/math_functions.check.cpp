#include "math_functions.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(mixture, in(sample()), in(sample()));
  return check::report();
}
