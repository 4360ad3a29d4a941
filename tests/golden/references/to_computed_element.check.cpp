#include "to_computed_element.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(deposit, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(collect, in(sample(6)), fixed(6));
  return check::report();
}
