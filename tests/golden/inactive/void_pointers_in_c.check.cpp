#include "void_pointers_in_c.expected.hpp"

#include "check_derivatives.h"

extern "C" double by_rank(const double* x, int n);

int main() {
  CHECK_DERIVATIVES(by_rank, in(sample(4)), fixed(4));
  return check::report();
}
