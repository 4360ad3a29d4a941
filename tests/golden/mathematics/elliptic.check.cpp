#include "elliptic.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(elliptic, in(0.45), in(0.8));
  return check::report();
}
