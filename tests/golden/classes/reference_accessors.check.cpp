#include "reference_accessors.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(trace, in(sample(4)));
  return check::report();
}
