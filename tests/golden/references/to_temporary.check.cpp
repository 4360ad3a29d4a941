#include "to_temporary.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(bound, in(sample()));
  return check::report();
}
