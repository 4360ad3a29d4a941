#include "called.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(evaluate, in(sample()));
  return check::report();
}
