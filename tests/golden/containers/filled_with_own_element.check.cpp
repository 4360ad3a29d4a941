#include "filled_with_own_element.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(filled, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(energy, in(sample(3)), fixed(3));
  return check::report();
}
