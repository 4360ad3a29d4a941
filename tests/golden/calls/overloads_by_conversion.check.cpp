#include "overloads_by_conversion.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(norms, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(powers, in(sample()));
  return check::report();
}
