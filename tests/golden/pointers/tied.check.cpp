#include "tied.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 6;
  CHECK_DERIVATIVES(dot_of_halves, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(exchanged_rows, in(sample(6)), fixed(n));
  return check::report();
}
