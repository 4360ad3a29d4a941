#include "minimum_and_maximum.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (int i = 0; i < 3; ++i) CHECK_DERIVATIVES(extremes, in(sample()), in(sample()));
  return check::report();
}
