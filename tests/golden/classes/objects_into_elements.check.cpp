#include "objects_into_elements.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(in_array, in(sample(3)));
  CHECK_DERIVATIVES(in_library_array, in(sample(3)));
  CHECK_DERIVATIVES(in_member, in(sample(3)));
  CHECK_DERIVATIVES(in_pair, in(sample(3)));
  CHECK_DERIVATIVES(handed_over, in(sample(3)));
  return check::report();
}
