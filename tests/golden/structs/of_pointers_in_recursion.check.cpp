#include "of_pointers_in_recursion.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(product, inout(sample(3)), fixed(3));
  return check::report();
}
