#include "pointers_set_in_function.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(set_first, in(sample(2)));
  CHECK_DERIVATIVES(of_table, in(sample(2)));
  CHECK_DERIVATIVES(declared, in(sample(2)));
  return check::report();
}
