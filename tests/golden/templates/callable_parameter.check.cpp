#include "callable_parameter.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(quadrature, in(sample()));
  return check::report();
}
