#include "null_and_literals_in_c.expected.hpp"

#include "check_derivatives.h"

extern "C" double chosen(const double* x, int n);
extern "C" double guarded(const double* x, int n);
extern "C" double counted(const double* x, int n);

int main() {
  CHECK_DERIVATIVES(chosen, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(chosen, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(guarded, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(counted, in(sample(5)), fixed(5));
  return check::report();
}
