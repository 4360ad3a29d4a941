#include "class.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(combine, in(sample()), in(sample()));
  return check::report();
}
