#include "outputs_of_merged.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(damped, in(sample(4)), in(sample(4)), inout(sample()), out(sample(4)), fixed(4));
  CHECK_DERIVATIVES(added, in(sample(4)), out(sample(4)), in(sample()), fixed(4));
  return check::report();
}
