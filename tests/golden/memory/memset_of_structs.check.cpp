#include "memset_of_structs.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(cleared, in(sample(3)), fixed(3));
  for (const std::size_t n : {2u, 3u, 5u, 6u}) CHECK_DERIVATIVES(last_pair, in(sample(n)), fixed(static_cast<int>(n)), out(sample(2)));
  return check::report();
}
