#include "static_locals_of_classes.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(mapped, in(0.7), in(1.3));
  return check::report();
}
