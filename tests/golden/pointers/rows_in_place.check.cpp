#include "rows_in_place.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {0, 1, 3}) {
    const auto size = static_cast<std::size_t>(n);
    CHECK_DERIVATIVES(eliminate, inout(sample_rows(size, size)), inout(sample(size)), fixed(n));
  }
  return check::report();
}
