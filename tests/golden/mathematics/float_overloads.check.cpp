#include "float_overloads.expected.hpp"

#include "check_derivatives.h"

int main() {
  check::tolerances() = check::kSingle;
  CHECK_DERIVATIVES(overloads, in(static_cast<float>(sample())), in(static_cast<long double>(sample())), fixed(3));
  return check::report();
}
