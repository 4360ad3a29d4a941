#include "checked_callbacks.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(checked, in(sample(2)));
  CHECK_DERIVATIVES(compared, in(sample(2)));
  return check::report();
}
