#include "range_for.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(ranged, inout(sample_vector(4)));
  return check::report();
}
