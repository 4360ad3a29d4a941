#include "conditions_kept.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(nested, in(sample(6)), fixed(6), fixed(1));
  CHECK_DERIVATIVES(nested, in(sample(6)), fixed(6), fixed(0));
  CHECK_DERIVATIVES(changed, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(counted, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(behind, in(sample(6)), fixed(sample(2)), fixed(6), fixed(1));
  CHECK_DERIVATIVES(masked, in(sample(6)), out(sample(6)), fixed(6));
  return check::report();
}
