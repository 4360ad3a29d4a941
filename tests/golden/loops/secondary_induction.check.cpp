#include "secondary_induction.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(packed_trace, in(sample(10)), fixed(4));
  return check::report();
}
