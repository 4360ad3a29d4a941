#include "copy_move_swap.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(moved, in(sample_vector(3)), inout(sample_vector(3)));
  return check::report();
}
