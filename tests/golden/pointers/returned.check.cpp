#include "returned.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(best_row, in(sample(6)), fixed(3), fixed(2));
  return check::report();
}
