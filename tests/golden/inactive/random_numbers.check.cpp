#include "random_numbers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(noisy, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(sampled, in(sample(5)), fixed(5));
  return check::report();
}
