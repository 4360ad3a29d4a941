#include "rows_by_operator.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {1, 4}) CHECK_DERIVATIVES(filtered, in(sample(static_cast<std::size_t>(n))), fixed(n));
  return check::report();
}
