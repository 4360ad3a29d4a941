#include "parameters.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(rotate, inout(sample()), inout(sample()), in(sample()), out(sample()));
  return check::report();
}
