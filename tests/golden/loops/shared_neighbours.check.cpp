#include "shared_neighbours.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(advected, in(sample(7)), fixed(7), fixed(3), fixed(0.1));
  CHECK_DERIVATIVES(advected, in(sample(2)), fixed(2), fixed(3), fixed(0.1));
  CHECK_DERIVATIVES(advected, in(sample(1)), fixed(1), fixed(2), fixed(0.1));
  CHECK_DERIVATIVES(curvature, in(sample(8)), fixed(8));
  CHECK_DERIVATIVES(length, in(sample(8)), fixed(8));
  return check::report();
}
