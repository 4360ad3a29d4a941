#include "variable_length_pointers.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" {
double rows_of_table(const double* x, int n);
double shifted_views(const double* x, int n);
}
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(primal::rows_of_table, rows_of_table, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES_OF(primal::shifted_views, shifted_views, in(sample(5)), fixed(5));
  return check::report();
}
