#include "polynomials.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(polynomials, in(sample()), fixed(4U));
  CHECK_DERIVATIVES(polynomials, in(sample()), fixed(3U));
  return check::report();
}
