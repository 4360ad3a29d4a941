#include "hvp_of_calls.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_HVP(chain, in(sample(5)), fixed(5), in(sample()));
  return check::report();
}
