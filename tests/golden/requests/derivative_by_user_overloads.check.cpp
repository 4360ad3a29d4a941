#include "derivative_by_user_overloads.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(norms, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(scaled, in(sample()), in(sample()));
  return check::report();
}
