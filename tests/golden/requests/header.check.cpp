#include "header.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(in_header, in(sample()));
  return check::report();
}
