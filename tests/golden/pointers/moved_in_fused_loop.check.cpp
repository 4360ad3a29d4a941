#include "moved_in_fused_loop.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(searched, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(exchanged, in(sample(4)), fixed(4));
  return check::report();
}
