#include "copied_into_vectors.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 5;
  CHECK_DERIVATIVES(chained, in(sample(5)), fixed(n));
  CHECK_DERIVATIVES(by_value, in(sample(5)), fixed(n));
  CHECK_DERIVATIVES(of_local, in(sample(5)), fixed(n));
  return check::report();
}
