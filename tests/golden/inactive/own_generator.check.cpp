#include "own_generator.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(monte_carlo, in(sample()), fixed(20));
  return check::report();
}
