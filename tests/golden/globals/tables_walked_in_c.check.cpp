#include "tables_walked_in_c.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" double value(const double* x);
extern "C" double chosen(const double* x);
extern "C" double in_turns(const double* x);
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(primal::value, value, in(sample(2)));
  CHECK_DERIVATIVES_OF(primal::chosen, chosen, in(sample(2)));
  CHECK_DERIVATIVES_OF(primal::in_turns, in_turns, in(sample(2)));
  return check::report();
}
