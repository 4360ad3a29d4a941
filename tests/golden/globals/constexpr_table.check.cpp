#include "constexpr_table.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(quadrature, in(0.3), in(1.4));
  return check::report();
}
