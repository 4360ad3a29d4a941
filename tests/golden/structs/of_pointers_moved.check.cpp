#include "of_pointers_moved.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(moved, in(sample(5)), fixed(5));
  return check::report();
}
