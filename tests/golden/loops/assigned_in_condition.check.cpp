#include "assigned_in_condition.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(assigned, in(sample(1)), fixed(1));
  CHECK_DERIVATIVES(assigned, in(sample(5)), fixed(5));
  return check::report();
}
