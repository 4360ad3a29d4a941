#include "variable_length_parameter.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" double quadratic(int n, double* a, const double* x); }

int main() {
  CHECK_DERIVATIVES_OF(primal::quadratic, quadratic, fixed(3), in(sample(9)), in(sample(3)));
  return check::report();
}
