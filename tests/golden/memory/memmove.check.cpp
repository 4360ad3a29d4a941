#include "memmove.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(shift, inout(sample(5)), fixed(std::size_t{5}), in(sample()));
  return check::report();
}
