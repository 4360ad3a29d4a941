#include "private_data.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(evaluate, in(sample()), in(sample()), in(sample()));
  return check::report();
}
