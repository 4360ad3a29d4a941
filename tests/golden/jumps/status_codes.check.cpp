#include "status_codes.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" double roots(const double* x, int n); }

int main() {
  CHECK_DERIVATIVES_OF(primal::roots, roots, in(sample(5)), fixed(5));
  return check::report();
}
