#include "generic.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(generic, in(sample()));
  return check::report();
}
