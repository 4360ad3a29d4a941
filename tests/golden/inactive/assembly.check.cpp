#include "assembly.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(shifted, in(sample()), fixed(3));
  return check::report();
}
