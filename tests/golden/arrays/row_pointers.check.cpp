#include "row_pointers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(row_norms, in(sample_matrix<2, 4>()));
  return check::report();
}
