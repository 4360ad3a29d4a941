#include "stack_of_numbers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(postfix, in(0.7));
  CHECK_DERIVATIVES(by_methods, in(sample(3)));
  CHECK_DERIVATIVES(behind_pointer, in(0.7));
  return check::report();
}
