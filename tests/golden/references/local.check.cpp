#include "local.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(local, inout(sample(4)), fixed(4));
  return check::report();
}
