#include "comma.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(sequence, in(sample()));
  return check::report();
}
