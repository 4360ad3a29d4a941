#include "nested_calls.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(closures, in(sample(3)));
  CHECK_DERIVATIVES(by_value, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(objects, in(sample(3)));
  CHECK_DERIVATIVES(constructed, in(sample(3)));
  CHECK_DERIVATIVES(handed_over, in(sample(2)));
  return check::report();
}
