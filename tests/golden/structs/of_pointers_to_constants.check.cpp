#include "of_pointers_to_constants.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(cells, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(chosen, in(sample(4)), fixed(4));
  return check::report();
}
