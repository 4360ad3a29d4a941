#include "polymorphic_objects.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(area, in(1.2), in(0.7));
  CHECK_DERIVATIVES(layers, in(0.4), in(0.7));
  return check::report();
}
