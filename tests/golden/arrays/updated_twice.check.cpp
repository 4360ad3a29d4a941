#include "updated_twice.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(rounded, in(sample(4)), fixed(4));
  return check::report();
}
