#include "array_at_end.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" double in_one_block(const double* x, int n);
extern "C" double summed(const double* x, int n);
}  // namespace primal

int main() {
  for (const int n : {3, 4}) {
    const auto count = static_cast<std::size_t>(n);
    CHECK_DERIVATIVES_OF(primal::in_one_block, in_one_block, in(sample(count)), fixed(n));
    CHECK_DERIVATIVES_OF(primal::summed, summed, in(sample(count)), fixed(n));
  }
  return check::report();
}
