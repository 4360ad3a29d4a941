#include "allocation_in_loop.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(layered, in(sample(4)), fixed(4));
  return check::report();
}
