#include "inclusive_and_not_equal.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(bounds, in(sample(5)), fixed(4L));
  return check::report();
}
