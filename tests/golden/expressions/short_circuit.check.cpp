#include "short_circuit.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(guarded_divide, in(sample(5)), fixed(5), in(sample()));
  return check::report();
}
