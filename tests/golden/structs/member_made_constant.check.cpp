#include "member_made_constant.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(copied, in(sample(2)), fixed(3));
  CHECK_DERIVATIVES(by_value, in(sample(2)), fixed(3));
  CHECK_DERIVATIVES(nested, in(sample(2)), fixed(3));
  for (const int n : {1, 5}) CHECK_DERIVATIVES(in_loop, in(sample(static_cast<std::size_t>(n))), fixed(n));
  return check::report();
}
