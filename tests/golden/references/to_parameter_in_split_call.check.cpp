#include "to_parameter_in_split_call.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(damped, inout(sample(2)), fixed(2));
  return check::report();
}
