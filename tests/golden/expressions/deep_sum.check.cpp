#include "deep_sum.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(energy, in(sample(23)), fixed(23));
  return check::report();
}
