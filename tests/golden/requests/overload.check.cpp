#include "overload.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(area, in(sample()), in(sample()));
  return check::report();
}
