#include "cached_in_called_in_c.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" double placed(const double* x);
}

int main() {
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::placed), placed, in(sample(2)));
  return check::report();
}
