#include "assigned_from_itself.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(renewed, in(sample()));
  return check::report();
}
