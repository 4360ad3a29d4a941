#include "default_capture.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(lambdas, in(0.8), in(0.9));
  CHECK_DERIVATIVES(lambdas, in(0.8), in(1.1));
  return check::report();
}
