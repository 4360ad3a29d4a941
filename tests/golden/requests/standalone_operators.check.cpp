#include "standalone_operators.expected.hpp"

#include "check_derivatives.h"

double filtered(const double* x, int n);

int main() {
  CHECK_DERIVATIVES(filtered, in(sample(6)), fixed(6));
  return check::report();
}
