#include "blocks_of_rows.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" double rows(const double* x, int n);
extern "C" double cleared(const double* x, int n);
}

int main() {
  CHECK_DERIVATIVES_OF(primal::rows, rows, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES_OF(primal::cleared, cleared, in(sample(4)), fixed(4));
  return check::report();
}
