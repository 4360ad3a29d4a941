#include "static_local_scratch.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(scratch, in(sample(5)), fixed(5));
  return check::report();
}
