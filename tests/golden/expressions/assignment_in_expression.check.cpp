#include "assignment_in_expression.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(nested, in(sample()), out(sample(3)));
  return check::report();
}
