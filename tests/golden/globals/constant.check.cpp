#include "constant.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(phys::weight, in(sample()), in(sample()));
  return check::report();
}
