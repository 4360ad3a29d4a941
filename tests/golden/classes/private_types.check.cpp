#include "private_types.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(planned, in(sample()), in(sample()));
  return check::report();
}
