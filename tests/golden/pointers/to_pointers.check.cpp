#include "to_pointers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(apply, in(sample_rows(3, 3)), in(sample(3)), out(sample(3)), fixed(3));
  return check::report();
}
