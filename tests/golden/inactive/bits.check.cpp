#include "bits.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(hashed, in(sample()), fixed(3));
  return check::report();
}
