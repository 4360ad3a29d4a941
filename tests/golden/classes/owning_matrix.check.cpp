#include "owning_matrix.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(quadratic_form, in(sample(3)), fixed(3));
  return check::report();
}
