#include "bound_changes_in_body.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(shrinking, in(sample(9)), fixed(9));
  return check::report();
}
