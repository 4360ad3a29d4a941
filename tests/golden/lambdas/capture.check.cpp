#include "capture.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(captured, in(sample()), in(sample()));
  return check::report();
}
