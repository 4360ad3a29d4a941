#include "swapped_buffers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(jacobi, inout(sample(6)), inout(sample(6)), fixed(6), fixed(3));
  CHECK_DERIVATIVES(jacobi, inout(sample(6)), inout(sample(6)), fixed(6), fixed(2));
  return check::report();
}
