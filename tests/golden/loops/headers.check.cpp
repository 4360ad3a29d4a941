#include "headers.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {1, 4, 7}) {
    const auto count = static_cast<std::size_t>(n);
    CHECK_DERIVATIVES(start_moves, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(end_becomes_start, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(packed_triangle, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(doubling, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(below_zero, in(sample(count)), fixed(static_cast<unsigned>(n)));
    CHECK_DERIVATIVES(compared_as_unsigned, in(sample(count)), fixed(count));
  }
  return check::report();
}
