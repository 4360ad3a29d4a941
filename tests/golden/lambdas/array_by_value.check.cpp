#include "array_by_value.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(kept_weights, in(0.7), in(1.2));
  return check::report();
}
