#include "static_members.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(model, in(sample()));
  return check::report();
}
