#include "views_moved.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(squared, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(overlapping, in(sample(4)), fixed(4));
  return check::report();
}
