#include "grown_by_itself.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {2, 5}) {
    const auto count = static_cast<std::size_t>(n);
    CHECK_DERIVATIVES(powers, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(fibonacci, in(sample(2)), fixed(n));
    CHECK_DERIVATIVES(widened, in(sample(count)), fixed(n));
  }
  CHECK_DERIVATIVES(rows, in(sample(2)));
  return check::report();
}
