#include "joint_vectors.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(refine, in(sample(6)), fixed(6));
  return check::report();
}
