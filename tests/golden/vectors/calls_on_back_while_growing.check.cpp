#include "calls_on_back_while_growing.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {1, 2, 4}) CHECK_DERIVATIVES(net, in(sample(static_cast<std::size_t>(n))), fixed(n));
  return check::report();
}
