#include "private_statics.expected.hpp"

#include "check_derivatives.h"

int main() {
  Polynomial::set_factor(0.75);
  CHECK_DERIVATIVES(evaluate, in(sample()));
  return check::report();
}
