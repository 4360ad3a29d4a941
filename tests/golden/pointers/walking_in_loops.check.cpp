#include "walking_in_loops.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(layer, in(sample(6)), in(sample(3)), fixed(3), fixed(2));
  CHECK_DERIVATIVES(strided, in(sample(9)), inout(sample(6)), fixed(3));
  CHECK_DERIVATIVES(backwards, in(sample(5)), fixed(5));
  for (const int m : {-2, 0, 1}) CHECK_DERIVATIVES(used_behind, in(sample(8)), fixed(4), fixed(m));
  CHECK_DERIVATIVES(by_rows, in(sample(9)), fixed(3));
  CHECK_DERIVATIVES(along, in(sample(3)), in(sample_vector(3)));
  return check::report();
}
