#include "turned_around.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(palindrome, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(turned, in(sample(5)), fixed(5));
  return check::report();
}
