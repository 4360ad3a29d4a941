#include "after_merged.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(exchanged, in(sample()), in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(pointed_at, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(seen, in(sample(4)), fixed(4));
  return check::report();
}
