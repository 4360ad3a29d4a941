#include "vectors_grow_in_allocated.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(curves, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(rows, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(exchanged, in(sample(5)), fixed(5));
  return check::report();
}
