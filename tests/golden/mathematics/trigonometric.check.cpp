#include "trigonometric.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(circular, in(sample()), in(sample()));
  return check::report();
}
