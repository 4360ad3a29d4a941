#include "variable_length_sizes.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" {
double copied(const double* x, int n);
double scaled(const double* x, int n);
double counted(const double* x, int n);
double cleared(const double* x, int n);
double rows(const double* x, int n);
}
}  // namespace primal

int main() {
  for (const int n : {2, 4, 5}) {
    const auto count = static_cast<unsigned>(n);
    CHECK_DERIVATIVES_OF(primal::copied, copied, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES_OF(primal::scaled, scaled, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES_OF(primal::counted, counted, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES_OF(primal::cleared, cleared, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES_OF(primal::rows, rows, in(sample(count)), fixed(n));
  }
  return check::report();
}
