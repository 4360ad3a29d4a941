#include "error_and_gamma.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(gammas, in(sample()), in(sample()));
  return check::report();
}
