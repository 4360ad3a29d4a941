#include "geometric.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(transform, inout(sample(4)), fixed(4));
  CHECK_DERIVATIVES(transform, inout(sample(8)), fixed(8));
  return check::report();
}
