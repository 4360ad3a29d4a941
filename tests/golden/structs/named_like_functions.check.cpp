#include "named_like_functions.expected.hpp"

#include "check_derivatives.h"

inline auto members(ball& b) { return std::tie(b.x, b.v); }

namespace primal {
extern "C" {
void bounce(struct ball* b, int steps);
}
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(primal::bounce), bounce, inout(Buffer<ball>{{{0.4, 1.2}}}), fixed(3));
  return check::report();
}
