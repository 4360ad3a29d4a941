#include "locals_of_the_same_name_in_c.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" {
double by_table(const double* x);
double by_number(const double* x);
}
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::by_table), by_table, in(sample(2)));
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::by_number), by_number, in(sample(2)));
  return check::report();
}
