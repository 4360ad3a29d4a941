#include "side_effects.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(macros, in(sample(6)), fixed(6));
  return check::report();
}
