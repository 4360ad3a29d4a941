#include "hvp_of_filled_results.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_HVP(product, in(sample(2)));
  return check::report();
}
