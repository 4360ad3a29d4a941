#include "applied_to_rows.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(krylov, in(sample_vector(3)));
  CHECK_DERIVATIVES(orthogonalised, in(sample_vector(3)));
  return check::report();
}
