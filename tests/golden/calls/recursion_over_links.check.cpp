#include "recursion_over_links.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(chained, in(sample()), in(sample()), in(sample()));
  CHECK_DERIVATIVES(grown, in(sample()), in(sample()), in(sample()));
  return check::report();
}
