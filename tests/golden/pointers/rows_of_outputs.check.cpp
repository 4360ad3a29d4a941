#include "rows_of_outputs.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(split, out(sample(6)), fixed(3), in(sample(3)));
  CHECK_DERIVATIVES(by_vector, out(sample(2)), in(sample(2)));
  CHECK_DERIVATIVES(by_member, out(sample(2)), in(sample(2)));
  return check::report();
}
