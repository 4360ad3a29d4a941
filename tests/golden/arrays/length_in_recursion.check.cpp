#include "length_in_recursion.expected.hpp"

#include "check_derivatives.h"

extern "C" double corrected(const double* x, int n);

int main() {
  CHECK_DERIVATIVES(corrected, in(sample(9)), fixed(9));
  return check::report();
}
