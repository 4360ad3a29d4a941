#include "of_references_in_recursion.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(power, in(1.3));
  CHECK_DERIVATIVES(tree, in(sample(5)), fixed(5), in(0.8));
  CHECK_DERIVATIVES(handed_on, in(sample(4)), fixed(4), in(0.8));
  CHECK_DERIVATIVES(changing, in(1.3), in(0.6));
  return check::report();
}
