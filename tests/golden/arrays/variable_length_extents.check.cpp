#include "variable_length_extents.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" {
double two(double x, int k);
double in_branch(double x, int k);
double growing(const double* x, int n);
double chained(const double* x, int n);
}
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(primal::two, two, in(0.7), fixed(3));
  for (const int k : {1, 2}) CHECK_DERIVATIVES_OF(primal::in_branch, in_branch, in(0.7), fixed(k));
  CHECK_DERIVATIVES_OF(primal::growing, growing, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES_OF(primal::chained, chained, in(sample(4)), fixed(4));
  return check::report();
}
