#include "hvp_of_truncated_roots.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const double v : {-0.75, 1.25}) {
    CHECK_HVP(diffusion, in(v), in(0.25));
    CHECK_HVP(in_steps, in(v), in(0.25), in(1.5));
    CHECK_HVP(branched, in(v), in(0.75));
  }
  return check::report();
}
