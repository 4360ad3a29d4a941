#include "new_delete.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(scratch, in(sample(4)), out(sample(4)), fixed(4));
  return check::report();
}
