#include "unsigned_countdown.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(reversed, in(sample(5)), fixed(std::size_t{5}));
  return check::report();
}
