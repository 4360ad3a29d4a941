#include "strided.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(strided, in(sample(8)), out(sample(8)), fixed(8), fixed(3));
  CHECK_DERIVATIVES(strided, in(sample(7)), out(sample(7)), fixed(7), fixed(2));
  return check::report();
}
