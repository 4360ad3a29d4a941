#include "same_variable_twice.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(twice, in(sample()));
  return check::report();
}
