#include "result_ignored.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(ignored, inout(sample(2)));
  return check::report();
}
