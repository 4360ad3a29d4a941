#include "without_default_constructor.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 6;
  CHECK_DERIVATIVES(layers, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(shrinking, in(sample(6)), fixed(n));
  return check::report();
}
