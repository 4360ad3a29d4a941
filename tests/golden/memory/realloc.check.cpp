#include "realloc.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" double collect(const double* x, int n); }

int main() {
  CHECK_DERIVATIVES_OF(primal::collect, collect, in(sample(8)), fixed(8));
  return check::report();
}
