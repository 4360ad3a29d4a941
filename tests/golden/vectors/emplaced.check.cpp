#include "emplaced.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(rows, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(objects, in(sample(4)), fixed(4));
  return check::report();
}
