#include "nested_products.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(horner, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(all_factors, in(sample(4)));
  return check::report();
}
