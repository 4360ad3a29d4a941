#include "some_dependents.expected.hpp"

#include "check_derivatives.h"

int main() {
  double second = 0;
  CHECK_DERIVATIVES(outputs, in(sample()), out(sample()), fixed(second));
  return check::report();
}
