#include "read_by_another_name.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(product, in(sample(4)), fixed(4));
  return check::report();
}
