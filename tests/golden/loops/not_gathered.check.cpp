#include "not_gathered.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {5, 9, 13}) {
    const auto count = static_cast<unsigned>(n);
    CHECK_DERIVATIVES(beside_coefficients, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(exponentials, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(transposed, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(changed_offset, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(ring, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(table, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(overlapping, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(overlapping_again, in(sample(count)), fixed(n));
  }
  return check::report();
}
