#include "goto_out_of_loops.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(find_pair, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(find_pair, in(sample(2)), fixed(2));
  return check::report();
}
