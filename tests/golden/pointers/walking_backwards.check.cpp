#include "walking_backwards.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(accumulate, inout(sample(5)), fixed(5));
  return check::report();
}
