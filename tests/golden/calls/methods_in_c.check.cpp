#include "methods_in_c.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" double set_last(const double* x);
extern "C" double with_itself(const double* x);
extern "C" double only_reads(const double* x);
extern "C" double two_methods(const double* x);
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(primal::set_last, set_last, in(sample(2)));
  CHECK_DERIVATIVES_OF(primal::with_itself, with_itself, in(sample(2)));
  CHECK_DERIVATIVES_OF(primal::only_reads, only_reads, in(sample(2)));
  CHECK_DERIVATIVES_OF(primal::two_methods, two_methods, in(sample(2)));
  return check::report();
}
