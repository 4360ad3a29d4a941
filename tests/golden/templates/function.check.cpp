#include "function.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(norm, in(sample(4)), fixed(4));
  return check::report();
}
