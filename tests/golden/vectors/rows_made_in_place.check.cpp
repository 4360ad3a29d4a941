#include "rows_made_in_place.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {1, 4}) {
    CHECK_DERIVATIVES(triangle, in(sample(static_cast<unsigned>(n))), fixed(n));
    CHECK_DERIVATIVES(net, in(sample(static_cast<unsigned>(n))), fixed(n));
  }
  return check::report();
}
