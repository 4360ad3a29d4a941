#include "copied_closures.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(original_goes_on, in(sample(3)));
  CHECK_DERIVATIVES(copy_of_copy, in(sample(3)));
  CHECK_DERIVATIVES(copied_before_change, in(sample(3)));
  CHECK_DERIVATIVES(named_copy, in(sample(3)));
  CHECK_DERIVATIVES(made_in_capture, in(sample(3)));
  CHECK_DERIVATIVES(copied_object, in(sample(3)));
  CHECK_DERIVATIVES(copied_twice, in(sample(3)));
  CHECK_DERIVATIVES(copied_parameter, in(sample(3)));
  return check::report();
}
