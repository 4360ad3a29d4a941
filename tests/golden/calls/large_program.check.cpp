#include "large_program.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(simulate, in(sample(3)), in(sample(2)), out(sample()));
  CHECK_DERIVATIVES(simulate, in(Buffer<double>{{0.9, 0.8, 0.05}}), in(sample(2)), out(sample()));
  return check::report();
}
