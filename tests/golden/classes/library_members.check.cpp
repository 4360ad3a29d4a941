#include "library_members.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(permuted, in(sample(2)));
  CHECK_DERIVATIVES(queued, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(through_this, in(sample(4)), fixed(4));
  return check::report();
}
