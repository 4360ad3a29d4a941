#include "short_circuit_with_effects.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (int n = 0; n < 4; ++n) CHECK_DERIVATIVES(effects, in(sample()), fixed(n));
  return check::report();
}
