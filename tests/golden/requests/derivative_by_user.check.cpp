#include "derivative_by_user.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(energy, in(sample()));
  CHECK_DERIVATIVES(weighted, in(sample()));
  CHECK_ALSO(
      check::expect(uses > 0, "the hand-written adjoint is called");)
  return check::report();
}
