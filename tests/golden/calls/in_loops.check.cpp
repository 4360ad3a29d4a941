#include "in_loops.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(simulate, inout(sample(5)), fixed(5), fixed(6), in(0.1));
  return check::report();
}
