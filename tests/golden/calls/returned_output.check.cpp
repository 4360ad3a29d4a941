#include "returned_output.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_GRADIENT(by_pointer, in(sample(2)));
  CHECK_GRADIENT(by_reference, in(sample(2)));
  CHECK_GRADIENT(in_loop, in(sample(2)));
  return check::report();
}
