#include "checked_malloc.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" double smooth(const double* x, int n);
extern "C" double chain(const double* x, int n);
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(primal::smooth, smooth, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES_OF(primal::chain, chain, in(sample(4)), fixed(4));
  return check::report();
}
