#include "seeds_of_overwritten.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(used, inout(sample(2)));
  CHECK_DERIVATIVES(unused, inout(sample(2)));
  CHECK_DERIVATIVES(cleared, inout(sample(2)));
  return check::report();
}
