#include "exponentials.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(exponentials, in(sample()));
  return check::report();
}
