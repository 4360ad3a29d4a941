#include "standalone_macros.expected.hpp"

#include "check_derivatives.h"

double evaluate(double x);

int main() {
  CHECK_DERIVATIVES(evaluate, in(sample()));
  return check::report();
}
