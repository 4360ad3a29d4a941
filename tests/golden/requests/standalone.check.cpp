#include "standalone.expected.hpp"

#include "check_derivatives.h"

double total(const double* x, int n);

int main() {
  CHECK_DERIVATIVES(total, in(sample(4)), fixed(4));
  return check::report();
}
