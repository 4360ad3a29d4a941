#include "initializer_lists.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(filtered, in(sample(3)));
  CHECK_DERIVATIVES(polynomial, in(sample(3)));
  CHECK_DERIVATIVES(handed_on, in(sample(3)));
  CHECK_DERIVATIVES(local_list, in(sample(3)));
  CHECK_DERIVATIVES(points, in(sample(3)));
  CHECK_DERIVATIVES(fixed_size, in(sample(3)));
  return check::report();
}
