#include "local_types_of_one_name.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(first, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(second, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(calls_first, in(sample(4)), fixed(4));
  return check::report();
}
