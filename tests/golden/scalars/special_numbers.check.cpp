namespace primal { extern "C" double guarded(double x, double y); }
#include "special_numbers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES_OF(primal::guarded, guarded, in(sample()), in(sample()));
  return check::report();
}
