#include "returned_shapes.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const unsigned n : {1U, 2U, 4U}) {
    CHECK_DERIVATIVES(last_product, in(sample_vector(n)));
    CHECK_DERIVATIVES(heun, in(sample_vector(n)));
  }
  CHECK_DERIVATIVES(in_branch, in(sample(1)), fixed(1));
  CHECK_DERIVATIVES(in_branch, in(sample(1)), fixed(0));
  return check::report();
}
