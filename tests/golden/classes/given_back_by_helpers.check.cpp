#include "given_back_by_helpers.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 4;
  CHECK_DERIVATIVES(applied, in(sample(4)), fixed(n));
  return check::report();
}
