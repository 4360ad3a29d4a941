#include "mixed_precision.expected.hpp"

#include "check_derivatives.h"

int main() {
  check::tolerances() = check::kSingle;
  CHECK_DERIVATIVES(mixed, in(static_cast<float>(sample())), in(sample()), in(static_cast<long double>(sample())));
  return check::report();
}
