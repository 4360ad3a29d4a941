#include "exceptions.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(checked_log, in(sample()), fixed(2));
  CHECK_ALSO(
      bool is_thrown = false;
      double x_bar = 0;
      try {
        checked_log_adjoint(-1, 2, x_bar, 1);
      } catch (const std::domain_error&) {
        is_thrown = true;
      }
      check::expect(is_thrown, "the adjoint throws where the primal throws");)
  return check::report();
}
