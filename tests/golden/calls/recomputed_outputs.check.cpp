#include "recomputed_outputs.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(spread, in(sample(5)), fixed(5));
  return check::report();
}
