#include "c_names.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" double c_names(double x, float y, long double z); }

int main() {
  check::tolerances() = check::kSingle;
  CHECK_DERIVATIVES_OF(primal::c_names, c_names, in(sample()), in(static_cast<float>(sample())), in(static_cast<long double>(sample())));
  return check::report();
}
