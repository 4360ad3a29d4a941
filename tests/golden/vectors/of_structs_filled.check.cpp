#include "of_structs_filled.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(population, in(sample()));
  return check::report();
}
