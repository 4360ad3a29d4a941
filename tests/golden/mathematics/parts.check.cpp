#include "parts.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(parts, in(0.81), in(1.13));
  return check::report();
}
