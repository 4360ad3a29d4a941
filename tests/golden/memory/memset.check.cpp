#include "memset.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(histogram, in(sample(7)), fixed(7), out(sample(3)));
  return check::report();
}
