#include "default_constructor.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(made, in(sample(4)), fixed(4));
  return check::report();
}
