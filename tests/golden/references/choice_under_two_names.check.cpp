#include "choice_under_two_names.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(renamed, inout(sample(1)), fixed(1));
  CHECK_DERIVATIVES(renamed, inout(sample(4)), fixed(4));
  return check::report();
}
