#include "named_objects.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(traced, in(sample(4)));
  CHECK_DERIVATIVES(changed, in(sample(4)));
  return check::report();
}
