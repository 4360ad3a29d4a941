#include "pointers_to_objects_returned.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(own, in(sample(2)));
  CHECK_DERIVATIVES(handed, in(sample(2)));
  CHECK_DERIVATIVES(chained, in(sample(2)));
  CHECK_DERIVATIVES(of_member, in(sample(2)));
  return check::report();
}
