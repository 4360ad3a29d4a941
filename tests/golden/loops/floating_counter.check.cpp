#include "floating_counter.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(integrate, in(sample()));
  return check::report();
}
