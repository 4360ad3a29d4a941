#include "constant_function.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(damped, in(sample()));
  return check::report();
}
