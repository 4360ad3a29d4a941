#include "vectors_as_scratch.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {3, 5, 2}) {
    const auto count = static_cast<std::size_t>(n);
    CHECK_DERIVATIVES(assigned, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(grown, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(sized, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(filled, in(sample(count)), fixed(n));
  }
  return check::report();
}
