#include "countdown.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {0, 1, 4}) {
    const auto size = static_cast<std::size_t>(n);
    CHECK_DERIVATIVES(solve, in(sample(size * size)), in(sample(size)), out(sample(size)), fixed(size));
    CHECK_DERIVATIVES(weighted, in(sample(size)), fixed(n));
    CHECK_DERIVATIVES(before_large, in(sample(size)), fixed(n));
    CHECK_DERIVATIVES(seen_by_reference, in(sample(size)), fixed(n));
  }
  return check::report();
}
