#include "macro_functions.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(generated, in(sample()), in(sample()));
  return check::report();
}
