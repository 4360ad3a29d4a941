#include "tables_in_structs_in_c.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" {
double series(double x);
double continued(double x, int n);
}
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::series), series, in(0.4));
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::continued), continued, in(0.8), fixed(3));
  return check::report();
}
