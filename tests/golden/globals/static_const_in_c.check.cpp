#include "static_const_in_c.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" void filter(const double* x, double* y, int n); }

int main() {
  CHECK_DERIVATIVES_OF(primal::filter, filter, in(sample(5)), out(sample(5)), fixed(5));
  return check::report();
}
