#include "local_enumerations.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" {
double four(const double* x, int n);
double two(const double* x);
double weighed(const double* w, double x);
double tabled(const double* x);
}
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::four), four, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::two), two, in(sample(4)));
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::weighed), weighed, in(sample(2)), in(0.7));
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::tabled), tabled, in(sample(3)));
  return check::report();
}
