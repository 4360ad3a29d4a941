#include "reshaped.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(overwritten, in(sample(1)));
  CHECK_DERIVATIVES(shape_of_inactive, in(sample(2)));
  return check::report();
}
