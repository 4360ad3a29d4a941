#include "own_operators.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(differences, in(sample(4)));
  CHECK_DERIVATIVES(in_place, in(sample(4)));
  CHECK_DERIVATIVES(lengths, in(sample(4)));
  CHECK_DERIVATIVES(totals, in(sample(4)));
  CHECK_DERIVATIVES(scaled, in(sample(4)));
  return check::report();
}
