#include "unknown_trips_nested.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(exponential_sum, in(sample(4)), fixed(4));
  return check::report();
}
