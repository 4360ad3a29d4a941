#include "result_and_outputs.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(solve, in(sample()), in(sample()), out(sample(1)));
  return check::report();
}
