#include "result_overwrites_argument.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(orbit, in(sample()), in(sample()));
  return check::report();
}
