#include "operator_objects.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(called, in(0.7), in(1.4));
  for (const double x : {0.7, 1.9}) CHECK_DERIVATIVES(kept, in(x), in(1.2));
  auto x = check::sample(4);
  x.values = {1.4, -0.8, 1.7, 2.3};
  CHECK_DERIVATIVES(folded, in(x), fixed(4));
  return check::report();
}
