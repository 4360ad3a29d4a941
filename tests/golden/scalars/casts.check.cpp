#include "casts.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(casts, in(0.77), fixed(5));
  return check::report();
}
