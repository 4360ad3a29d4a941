#include "cell_lists.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" double energy(const double* x, int n);
}

int main() {
  for (const int n : {1, 3, 11}) {
    CHECK_DERIVATIVES_OF(primal::energy, energy, in(sample(static_cast<std::size_t>(n))), fixed(n));
  }
  return check::report();
}
