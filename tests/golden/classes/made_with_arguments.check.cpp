#include "made_with_arguments.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(walked, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(chosen, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(drawn, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(labelled, in(sample(3)), fixed(3));
  return check::report();
}
