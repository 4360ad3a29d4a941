#include "butterflies.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(transform, inout(sample(16)), fixed(8));
  return check::report();
}
