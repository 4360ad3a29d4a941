#include "reassigned.expected.hpp"

#include "check_derivatives.h"

int main() {
  const std::array<double, 3> x = {0.7, -0.4, 1.3};
  CHECK_DERIVATIVES(layered, in(x));
  return check::report();
}
