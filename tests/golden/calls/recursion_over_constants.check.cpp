#include "recursion_over_constants.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(both, in(sample(4)));
  return check::report();
}
