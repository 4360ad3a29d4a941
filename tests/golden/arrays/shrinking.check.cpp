#include "shrinking.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" double halved(const double* x, int n); }

int main() {
  for (const int n : {0, 1, 5, 9}) CHECK_DERIVATIVES_OF(primal::halved, halved, in(sample(static_cast<std::size_t>(n))), fixed(n));
  return check::report();
}
