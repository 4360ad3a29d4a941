#include "default_dependents.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(spread, in(sample()), fixed(3), out(sample(3)));
  return check::report();
}
