#include "float.expected.hpp"

#include "check_derivatives.h"

int main() {
  check::tolerances() = check::kSingle;
  CHECK_DERIVATIVES(single, in(static_cast<float>(sample())), in(static_cast<float>(sample())));
  return check::report();
}
