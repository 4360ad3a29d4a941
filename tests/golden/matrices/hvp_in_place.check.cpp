#include "hvp_in_place.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_HVP(flow, inout(sample(4)), fixed(4), in(0.3));
  return check::report();
}
