#include "while_counted.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(power, in(sample()), fixed(0U));
  CHECK_DERIVATIVES(power, in(sample()), fixed(1U));
  CHECK_DERIVATIVES(power, in(sample()), fixed(13U));
  return check::report();
}
