#include "count_down.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(horner, in(sample(7)), fixed(7), in(sample()));
  return check::report();
}
