#include "exchanged_argument.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(exchanged, in(sample(2)));
  return check::report();
}
