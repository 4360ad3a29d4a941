#include "local_types.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(stages, in(sample()), fixed(5));
  return check::report();
}
