#include "array.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(rotated, in(std::array<double, 3>{0.4, 0.8, 1.2}), in(sample()));
  return check::report();
}
