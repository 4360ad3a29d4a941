#include "fewer_than_none.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(inner_rows, in(sample(8)), fixed<std::size_t>(4), fixed<std::size_t>(2));
  CHECK_DERIVATIVES(inner_rows, in(sample(3)), fixed<std::size_t>(1), fixed<std::size_t>(3));
  CHECK_DERIVATIVES(inner_rows, in(sample(0)), fixed<std::size_t>(0), fixed<std::size_t>(2));
  return check::report();
}
