#include "variable_length.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" void smooth(int n, const double* x, double* y); }

int main() {
  CHECK_DERIVATIVES_OF(primal::smooth, smooth, fixed(5), in(sample(5)), out(sample(5)));
  return check::report();
}
