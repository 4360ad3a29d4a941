#include "free_operators.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(complex_power, in(0.4), in(0.6), fixed(3));
  return check::report();
}
