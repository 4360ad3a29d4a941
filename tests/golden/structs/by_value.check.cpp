#include "by_value.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(energy, in(sample()), in(sample()));
  return check::report();
}
