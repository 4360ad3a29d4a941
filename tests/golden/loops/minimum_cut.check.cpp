#include "minimum_cut.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {2, 7}) {
    const auto count = static_cast<std::size_t>(n);
    CHECK_DERIVATIVES(rates, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(decay, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(polynomials, in(sample(count)), fixed(n));
  }
  return check::report();
}
