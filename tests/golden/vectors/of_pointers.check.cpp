#include "of_pointers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(product, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(redirected, in(sample(3)), fixed(3));
  return check::report();
}
