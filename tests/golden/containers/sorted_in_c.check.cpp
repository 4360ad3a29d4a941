// See sorted.check.cpp.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include "sorted_in_c.expected.hpp"

#include "check_derivatives.h"

extern "C" {
double middle(double* x, int n);
double lightest(const double* mass, const double* value, int n);
}

int main() {
  CHECK_DERIVATIVES(middle, inout(sample(7)), fixed(7));
  CHECK_DERIVATIVES(lightest, in(sample(6)), in(sample(6)), fixed(6));
  return check::report();
}
