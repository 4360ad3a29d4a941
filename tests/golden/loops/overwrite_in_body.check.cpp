#include "overwrite_in_body.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(relax, inout(sample(6)), fixed(6), fixed(3));
  CHECK_DERIVATIVES(relax, inout(sample(6)), fixed(6), fixed(0));
  return check::report();
}
