#include "default_arguments.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(defaults, in(sample()));
  return check::report();
}
