#include "helper_allocates.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" double through_helper(const double* x, int n); }

int main() {
  CHECK_DERIVATIVES_OF(primal::through_helper, through_helper, in(sample(4)), fixed(4));
  return check::report();
}
