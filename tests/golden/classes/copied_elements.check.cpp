#include "copied_elements.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 4;
  CHECK_DERIVATIVES(of_vector, in(sample(4)), fixed(n));
  CHECK_DERIVATIVES(of_array, in(sample(4)), fixed(n));
  CHECK_DERIVATIVES(of_own_copies, in(sample(4)), fixed(n));
  return check::report();
}
