#include "increments.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(walk, in(sample(4)));
  return check::report();
}
