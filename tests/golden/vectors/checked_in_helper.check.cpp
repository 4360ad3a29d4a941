#include "checked_in_helper.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(settled, in(sample(3)), fixed(3));
  CHECK_GRADIENT(settled, in(sample(3)), fixed(3));
  return check::report();
}
