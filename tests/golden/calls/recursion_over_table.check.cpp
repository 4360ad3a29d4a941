#include "recursion_over_table.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(scaled_products, in(sample(2)), inout(sample(2)));
  return check::report();
}
