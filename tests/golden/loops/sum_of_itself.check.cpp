#include "sum_of_itself.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {1, 2, 5}) {
    const auto count = static_cast<std::size_t>(n);
    CHECK_DERIVATIVES(growth, in(sample(count)), fixed(n), in(sample()));
    CHECK_DERIVATIVES(fed_back, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(guarded, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(by_helper, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES(columns, in(sample(count)), fixed(n));
  }
  return check::report();
}
