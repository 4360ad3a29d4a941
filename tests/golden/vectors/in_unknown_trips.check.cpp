#include "in_unknown_trips.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(settled, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(deeper, in(sample(3)), fixed(3));
  return check::report();
}
