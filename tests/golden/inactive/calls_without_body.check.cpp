#include "calls_without_body.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(environment, in(sample()));
  return check::report();
}
