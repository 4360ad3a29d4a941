#include "index_arrays.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int index[] = {2, 0, 2, 3, 2};
  CHECK_DERIVATIVES(scatter, fixed(static_cast<const int*>(index)), in(sample(5)), inout(sample(5)), fixed(5));
  return check::report();
}
