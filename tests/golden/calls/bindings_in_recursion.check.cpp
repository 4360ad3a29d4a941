#include "bindings_in_recursion.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(f, in(sample(4)), fixed(4));
  return check::report();
}
