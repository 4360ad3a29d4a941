#include "stencil_two_buffers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(diffuse, inout(sample(8)), fixed(8), fixed(4), in(0.1));
  return check::report();
}
