#include "periodic_neighbours.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (unsigned n = 1; n < 12; ++n) {
    const int count = static_cast<int>(n);
    CHECK_DERIVATIVES(ring, in(sample(n)), fixed(count), in(0.7));
    CHECK_DERIVATIVES(right_only, in(sample(n)), fixed(count));
    CHECK_DERIVATIVES(by_remainder, in(sample(n)), fixed(count), in(0.7));
    CHECK_DERIVATIVES(swapped_branches, in(sample(n)), fixed(count));
    CHECK_DERIVATIVES(bent, in(sample(n)), fixed(count));
    CHECK_DERIVATIVES(held_at_the_ends, in(sample(n)), fixed(count));
    CHECK_DERIVATIVES(part_of_a_ring, in(sample(n)), fixed(count));
    if (n > 2) CHECK_DERIVATIVES(ring_without_ends, in(sample(n)), fixed(count));
  }
  for (unsigned n = 1; n < 5; ++n) {
    const int count = static_cast<int>(n);
    for (unsigned m = 1; m < 5; ++m) {
      CHECK_DERIVATIVES(torus, in(sample(n * m)), fixed(count), fixed(static_cast<int>(m)), in(0.7));
    }
    CHECK_DERIVATIVES(two_fields, in(sample(2 * n * n)), fixed(count), in(0.7));
    CHECK_DERIVATIVES(twice_in_a_subscript, in(sample(n * n)), fixed(count));
  }
  CHECK_DERIVATIVES(ring, in(sample(600)), fixed(600), in(0.7));
  return check::report();
}
