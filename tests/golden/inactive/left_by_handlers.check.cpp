#include "left_by_handlers.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const std::array<int, 4>& flags : {std::array<int, 4>{1, 2, 3, 4}, {1, -2, 3, 4}, {1, 2, 10, 4}, {-1, -1, 11, 0}}) {
    CHECK_DERIVATIVES(product, in(sample(4)), fixed(flags.data()), fixed(4));
    CHECK_DERIVATIVES(until_bad, in(sample(4)), fixed(flags.data()), fixed(4));
    CHECK_DERIVATIVES(squares, in(sample(4)), out(sample(4)), fixed(flags[1]), fixed(4));
  }
  for (const char* text : {"5", "none", "12"}) {
    CHECK_DERIVATIVES(power, in(1.3), fixed(std::string(text)));
  }
  return check::report();
}
