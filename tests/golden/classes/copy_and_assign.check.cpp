#include "copy_and_assign.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(copies, in(sample()), in(sample()));
  return check::report();
}
