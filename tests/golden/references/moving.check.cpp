#include "moving.expected.hpp"

#include "check_derivatives.h"

int main() {
  int order[] = {2, 0, 3, 1};
  CHECK_DERIVATIVES(chase, in(sample(4)), inout(sample(4)), fixed(static_cast<const int*>(order)), fixed(4));
  return check::report();
}
