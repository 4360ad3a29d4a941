#include "empty_functors.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(integrated, in(sample(3)), fixed(3));
  return check::report();
}
