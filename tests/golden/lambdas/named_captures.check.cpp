#include "named_captures.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(ranked, in(sample_vector(5)));
  CHECK_DERIVATIVES(above_bounds, in(sample_vector(5)));
  CHECK_DERIVATIVES(mixed, in(sample_vector(5)));
  CHECK_DERIVATIVES(of_object, in(sample_vector(5)));
  return check::report();
}
