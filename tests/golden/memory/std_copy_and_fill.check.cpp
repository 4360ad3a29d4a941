#include "std_copy_and_fill.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(algorithms, in(sample(5)), out(sample(5)), fixed(5), in(sample()));
  return check::report();
}
