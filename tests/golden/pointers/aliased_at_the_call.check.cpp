#include "aliased_at_the_call.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(product, inout(sample(4)), inout(sample(4)), inout(sample(4)), fixed(4));
  CHECK_DERIVATIVES(product, inout(sample(4)), SameAs<0>(), inout(sample(4)), fixed(4));
  CHECK_DERIVATIVES(product, inout(sample(4)), inout(sample(4)), SameAs<0>(), fixed(4));
  CHECK_DERIVATIVES(product, inout(sample(4)), SameAs<0>(), SameAs<0>(), fixed(4));
  return check::report();
}
