#include "root_of_truncated_product.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const double v : {-0.75, 1.25}) {
    CHECK_DERIVATIVES(diffusion, in(v), in(0.25));
    CHECK_DERIVATIVES(in_steps, in(v), in(0.25), in(1.5));
    CHECK_DERIVATIVES(branched, in(v), in(0.75));
  }
  // A zero that varies: infinitely steep in it, and constant in the other factor.
  CHECK_ALSO(double v_bar = 0; double dt_bar = 0; double slope = 0; diffusion_adjoint(0, 0.25, v_bar, dt_bar, 1);
             diffusion_tangent(0, 0.25, 1, 0, slope); check::expect(std::isinf(v_bar) && dt_bar == 0, "the adjoint at zero");
             check::expect(std::isinf(slope), "the tangent at zero");)
  return check::report();
}
