#include "chain.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(outer, in(sample()), in(sample()));
  return check::report();
}
