#include "derivative_by_user_in_place.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(settle, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(bumped, in(sample()));
  return check::report();
}
