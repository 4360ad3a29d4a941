#include "switch_with_breaks.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (int kind = 0; kind < 4; ++kind) CHECK_DERIVATIVES(activation, fixed(kind), in(sample()));
  return check::report();
}
