#include "enumeration_named_like_function.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" double loss(const double* x, int n); }

int main() {
  CHECK_DERIVATIVES_OF(primal::loss, loss, in(sample(5)), fixed(5));
  return check::report();
}
