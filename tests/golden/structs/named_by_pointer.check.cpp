#include "named_by_pointer.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" double oscillate(const double* x);
extern "C" double integrate(const double* x);
extern "C" double chained(const double* x);
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(primal::oscillate, oscillate, in(sample(3)));
  CHECK_DERIVATIVES_OF(primal::integrate, integrate, in(sample(3)));
  CHECK_DERIVATIVES_OF(primal::chained, chained, in(sample(2)));
  return check::report();
}
