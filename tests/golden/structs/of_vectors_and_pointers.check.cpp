#include "of_vectors_and_pointers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(blend, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(alternate, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(crossed, in(sample(4)), fixed(4));
  return check::report();
}
