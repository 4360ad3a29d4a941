#include "hvp_of_sorted.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_HVP(tail, in(sample(6)), fixed(6));
  CHECK_HESSIAN(tail, in(sample(5)), fixed(5));
  return check::report();
}
