// See sorted.check.cpp.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include "sorted_objects.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(by_pairs, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(by_lambda, in(sample(7)), fixed(7));
  CHECK_DERIVATIVES(by_several_keys, in(sample(7)), fixed(7));
  CHECK_DERIVATIVES(by_named_lambda, in(sample(5)), fixed(5), in(sample()));
  CHECK_DERIVATIVES(by_object, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(by_function, in(sample(9)), fixed(9));
  CHECK_DERIVATIVES(by_operator, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(by_private_member, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(by_c_function, in(sample(5)), fixed(5));
  return check::report();
}
