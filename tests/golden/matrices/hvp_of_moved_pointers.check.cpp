#include "hvp_of_moved_pointers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_HVP(from_second, in(sample(4)), fixed(4));
  CHECK_HVP(walked, in(sample(4)), fixed(4));
  return check::report();
}
