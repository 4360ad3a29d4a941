#include "conditional_lvalues.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {3, 4}) {
    CHECK_DERIVATIVES(either, in(sample(2)), fixed(n));
    CHECK_DERIVATIVES(picked, in(sample(2)), fixed(n));
    CHECK_DERIVATIVES(members, in(sample(3)), fixed(n));
    CHECK_DERIVATIVES(elements, in(sample(static_cast<std::size_t>(n))), fixed(n));
  }
  return check::report();
}
