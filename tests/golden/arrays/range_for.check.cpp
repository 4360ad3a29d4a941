#include "range_for.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(ranged, in(sample()), in(sample()));
  return check::report();
}
