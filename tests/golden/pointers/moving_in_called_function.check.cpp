#include "moving_in_called_function.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(relaxed, in(sample(4)), inout(sample(4)), fixed(4));
  return check::report();
}
