#include "memcpy.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(copied, in(sample(5)), out(sample(5)), fixed(std::size_t{5}));
  return check::report();
}
