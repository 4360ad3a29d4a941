#include "types_without_name.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(listed, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(assigned, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(copied, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(elements, in(sample(4)), fixed(4));
  return check::report();
}
