#include "bounds_by_other_names.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(by_pointer, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(by_reference, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(by_fill, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(by_swap, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(by_container, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(by_binding, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(by_pointer_to_container, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(by_named_lambda, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(by_functor, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(by_method, in(sample(4)), fixed(4));
  return check::report();
}
