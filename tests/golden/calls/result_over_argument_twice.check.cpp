#include "result_over_argument_twice.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_HVP(rotated, in(sample(3)));
  return check::report();
}
