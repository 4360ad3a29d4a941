#include "by_value.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(doubled, in(sample_vector(4)));
  return check::report();
}
