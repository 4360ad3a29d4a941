#include "return_in_void_function.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(normalize, inout(sample(4)), fixed(4));
  CHECK_DERIVATIVES(normalize, inout(sample(4)), fixed(0));
  return check::report();
}
