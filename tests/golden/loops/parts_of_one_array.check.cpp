#include "parts_of_one_array.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const std::size_t n : {1u, 3u, 40u}) {
    CHECK_DERIVATIVES(halves, in(sample(2 * n)), fixed(static_cast<int>(n)));
    CHECK_DERIVATIVES(neighbours, in(sample(2 * n)), fixed(static_cast<int>(n)));
  }
  return check::report();
}
