#include "out_parameters.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(polar_product, in(sample()), in(sample()));
  return check::report();
}
