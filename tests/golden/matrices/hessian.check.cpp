#include "hessian.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_HESSIAN(energy, in(sample(6)), fixed(6));
  CHECK_HESSIAN(rosenbrock, in(sample()), in(sample()));
  CHECK_HESSIAN(norm, in(sample(3)));
  return check::report();
}
