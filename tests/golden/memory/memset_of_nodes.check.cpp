#include "memset_of_nodes.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" double linked(const double* x);
extern "C" double rows(const double* x);
extern "C" double emptied(const double* x);
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(primal::linked, linked, in(sample(2)));
  CHECK_DERIVATIVES_OF(primal::rows, rows, in(sample(3)));
  CHECK_DERIVATIVES_OF(primal::emptied, emptied, in(sample(3)));
  return check::report();
}
