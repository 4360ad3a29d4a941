#include "annotated.expected.hpp"

#include "check_derivatives.h"

int main() {
  const double w[] = {0.5, 2.0, 1.5};
  CHECK_DERIVATIVES(weighted, in(sample(3)), fixed(static_cast<const double*>(w)), fixed(3));
  CHECK_GRADIENT(weighted, in(sample(3)), fixed(static_cast<const double*>(w)), fixed(3));
  return check::report();
}
