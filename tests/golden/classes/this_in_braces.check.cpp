#include "this_in_braces.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(settled, in(sample()));
  return check::report();
}
