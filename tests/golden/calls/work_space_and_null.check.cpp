#include "work_space_and_null.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" {
double on_heap(const double* x, int n);
double on_stack(const double* x, int n);
double biased(const double* x, int n);
}
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::on_heap), on_heap, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::on_stack), on_stack, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::biased), biased, in(sample(4)), fixed(4));
  return check::report();
}
