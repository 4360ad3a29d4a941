#include "static_tables_in_c.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" {
double integral(double a, double b);
double relaxed(const double* x, int n);
}
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::integral), integral, in(0.2), in(1.3));
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::relaxed), relaxed, in(sample(5)), fixed(5));
  return check::report();
}
