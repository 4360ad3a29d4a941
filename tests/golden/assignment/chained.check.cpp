#include "chained.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(chained, in(sample()), out(sample(3)));
  return check::report();
}
