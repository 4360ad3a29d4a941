#include "written_sequences.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(differences, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(ratios, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(scans, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(products, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(generated, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(swapped, in(sample(6)));
  CHECK_DERIVATIVES(picked, in(sample(7)), fixed(7));
  CHECK_DERIVATIVES(picked_into, in(sample(7)), fixed(7));
  CHECK_DERIVATIVES(removed, in(sample(8)), fixed(8));
  CHECK_DERIVATIVES(moments, in(sample(5)), fixed(5));
  return check::report();
}
