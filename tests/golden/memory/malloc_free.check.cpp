#include "malloc_free.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" double convolve(const double* x, const double* y, int n); }

int main() {
  CHECK_DERIVATIVES_OF(primal::convolve, convolve, in(sample(4)), in(sample(4)), fixed(4));
  return check::report();
}
