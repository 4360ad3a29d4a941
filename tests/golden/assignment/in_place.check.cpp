#include "in_place.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(in_place, inout(sample(2)));
  return check::report();
}
