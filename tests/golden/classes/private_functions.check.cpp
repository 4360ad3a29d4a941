#include "private_functions.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(evaluate, in(sample()), in(sample()));
  return check::report();
}
