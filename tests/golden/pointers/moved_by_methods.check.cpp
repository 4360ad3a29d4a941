#include "moved_by_methods.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(without_head, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(walked, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(flipped, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(every_second, in(sample(6)), fixed(6));
  return check::report();
}
