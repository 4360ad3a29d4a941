#include "bessel.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(bessel, in(sample()), fixed(1.5));
  return check::report();
}
