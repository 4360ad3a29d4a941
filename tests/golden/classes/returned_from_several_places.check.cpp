#include "returned_from_several_places.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 4;
  CHECK_DERIVATIVES(solved, in(sample(4)), fixed(n));
  CHECK_DERIVATIVES(picked, in(sample(4)), fixed(n));
  return check::report();
}
