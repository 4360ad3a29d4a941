#include "inactive_locals.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(scaled, in(sample()), fixed(0.8));
  return check::report();
}
