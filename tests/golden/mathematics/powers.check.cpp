#include "powers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(powers, in(sample()), in(sample()));
  return check::report();
}
