#include "two_induction_variables.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(palindrome, in(sample(7)), fixed(7));
  CHECK_DERIVATIVES(palindrome, in(sample(6)), fixed(6));
  return check::report();
}
