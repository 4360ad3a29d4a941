#include "tests_in_c.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" {
double bounded(const double* x);
double layers(const double* x, int n);
}
}  // namespace primal

int main() {
  for (const double x : {0.5, 3.0}) {
    CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::bounded), bounded, in(Buffer<double>{{x, 1.25}}));
  }
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::layers), layers, in(sample(4)), fixed(4));
  return check::report();
}
