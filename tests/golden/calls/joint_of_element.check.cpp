#include "joint_of_element.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const unsigned n : {0u, 1u, 2u}) CHECK_DERIVATIVES(grown, fixed(n), inout(sample(2)));
  return check::report();
}
