#include "rows_on_heap.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" double diffuse(const double* k, int n); }

int main() {
  CHECK_DERIVATIVES_OF(primal::diffuse, diffuse, in(sample(4)), fixed(4));
  return check::report();
}
