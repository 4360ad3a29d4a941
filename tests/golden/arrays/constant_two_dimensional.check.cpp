#include "constant_two_dimensional.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(fit, in(sample_vector(3)));
  return check::report();
}
