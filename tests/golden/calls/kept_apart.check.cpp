#include "kept_apart.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {3, 8}) CHECK_DERIVATIVES(flow, inout(sample(static_cast<std::size_t>(n))), fixed(n), in(sample()), fixed(4));
  CHECK_DERIVATIVES(layers, in(sample()), in(sample()));
  return check::report();
}
