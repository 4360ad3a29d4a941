#include "set_from_outside.expected.hpp"

#include "check_derivatives.h"

int main() {
  scale = 2.5;
  CHECK_DERIVATIVES(scaled, in(0.7));
  return check::report();
}
