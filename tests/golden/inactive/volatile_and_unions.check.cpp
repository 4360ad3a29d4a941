#include "volatile_and_unions.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(harmless, in(sample()), fixed(1.5f));
  return check::report();
}
