#include "nested_three_deep.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(multiply, in(sample(6)), in(sample(12)), out(sample(8)), fixed(2), fixed(3), fixed(4));
  return check::report();
}
