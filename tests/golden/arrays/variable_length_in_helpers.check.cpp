namespace primal {
extern "C" {
double strided(int k, const double* x, int n);
double smoothed(int m, const double* x, int n);
double of_locals(const double* x, int n);
double of_rows(int n, int q, const double* x);
}
}  // namespace primal

#include "variable_length_in_helpers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES_OF(primal::strided, strided, fixed(4), in(sample(7)), fixed(7));
  CHECK_DERIVATIVES_OF(primal::smoothed, smoothed, fixed(2), in(sample(5)), fixed(5));
  CHECK_DERIVATIVES_OF(primal::of_locals, of_locals, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES_OF(primal::of_rows, of_rows, fixed(3), fixed(4), in(sample(12)));
  return check::report();
}
