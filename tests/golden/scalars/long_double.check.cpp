#include "long_double.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(extended, in(sample<long double>(4)), fixed(4));
  return check::report();
}
