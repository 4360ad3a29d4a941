#include "without_default_constructor.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const double t : {1.5, 0.4, -0.3}) {
    CHECK_DERIVATIVES(chosen, in(0.7), in(1.2), in(t));
    CHECK_DERIVATIVES(chosen, in(1.7), in(1.2), in(t));
    CHECK_DERIVATIVES(turned, in(0.7), in(1.2), in(t));
  }
  return check::report();
}
