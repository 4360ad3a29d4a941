#include "settings_of_headers_in_c.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" {
double energy(const double* x);
}
}  // namespace primal

static_assert(sizeof(body) == 4 * sizeof(double), "the header was configured as in the source");

int main() {
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::energy), energy, in(sample(4)));
  return check::report();
}
