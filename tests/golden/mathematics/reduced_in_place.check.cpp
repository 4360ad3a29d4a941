#include "reduced_in_place.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(reduced, in(0.7), in(1.3));
  return check::report();
}
