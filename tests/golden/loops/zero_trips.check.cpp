#include "zero_trips.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(guarded, in(sample()), in(sample()), fixed(0));
  CHECK_DERIVATIVES(guarded, in(sample()), in(sample()), fixed(-3));
  CHECK_DERIVATIVES(guarded, in(sample()), in(sample()), fixed(4));
  for (const std::size_t n : {0U, 1U, 3U, 9U}) CHECK_DERIVATIVES(unsigned_bounds, in(sample(n)), fixed(n));
  return check::report();
}
