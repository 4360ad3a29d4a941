#include "zero_trips.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(guarded, in(sample()), in(sample()), fixed(0));
  CHECK_DERIVATIVES(guarded, in(sample()), in(sample()), fixed(-3));
  CHECK_DERIVATIVES(guarded, in(sample()), in(sample()), fixed(4));
  return check::report();
}
