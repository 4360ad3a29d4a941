#include "static_locals_in_c.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" {
void step(double* u, int n);
double product(double* u, int n);
}
}  // namespace primal

int main() {
  for (const int n : {1, 3}) {
    const auto size = static_cast<std::size_t>(n);
    CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::step), step, inout(sample(2 * size)), fixed(n));
    CHECK_GRADIENT_OF(BACKSWEEP_CALLABLE(primal::product), product, in(sample(size + 1)), fixed(n));
  }
  return check::report();
}
