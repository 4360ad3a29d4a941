#include "decided_by_arguments.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(squares, inout(sample(9)), fixed(3));
  CHECK_DERIVATIVES(series, in(0.7));
  return check::report();
}
