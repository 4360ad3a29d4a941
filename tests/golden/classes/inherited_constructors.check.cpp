#include "inherited_constructors.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(volume, in(1.3));
  CHECK_DERIVATIVES(chained, in(1.3), in(0.7));
  return check::report();
}
