#include "index_from_active.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(interpolate, in(sample(6)), fixed(6), in(0.47));
  return check::report();
}
