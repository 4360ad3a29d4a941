#include "three_dimensional_local.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(cube, in(sample(5)), fixed(5));
  return check::report();
}
