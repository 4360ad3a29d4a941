namespace primal { extern "C" double frobenius(double x, double y, int n); }
#include "variable_length_argument.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES_OF(primal::frobenius, frobenius, in(sample()), in(sample()), fixed(3));
  return check::report();
}
