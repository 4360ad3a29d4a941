#include "chosen_derived.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(number, in(sample(3)));
  CHECK_DERIVATIVES(member, in(sample(3)));
  CHECK_DERIVATIVES(written, in(sample(3)));
  CHECK_DERIVATIVES(member, in(Buffer<double>{{0.4, 0.3, 0.2}}));
  CHECK_DERIVATIVES(written, in(Buffer<double>{{0.4, 0.3, 0.2}}));
  return check::report();
}
