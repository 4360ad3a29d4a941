#include "aliased_arguments.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(power_of_vector, inout(sample(4)), fixed(4));
  return check::report();
}
