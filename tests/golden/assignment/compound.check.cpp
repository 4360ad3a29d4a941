#include "compound.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(compound, in(sample()), inout(sample(3)));
  return check::report();
}
