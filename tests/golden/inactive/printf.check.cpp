#include "printf.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(verbose, in(sample()), fixed(3));
  return check::report();
}
