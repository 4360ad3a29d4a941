#include "swapped_buffers_in_helper.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(difference, in(sample(8)), in(sample(8)), fixed(3));
  return check::report();
}
