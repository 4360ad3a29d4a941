#include "return_from_nested_loops.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(first_above, in(sample(16)), fixed(4), in(4.0));
  CHECK_DERIVATIVES(first_above, in(sample(16)), fixed(4), in(100.0));
  return check::report();
}
