#include "this_changed.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(average, in(sample(5)), fixed(5));
  return check::report();
}
