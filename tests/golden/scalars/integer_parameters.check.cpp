#include "integer_parameters.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(weighted, fixed(2), in(sample()), fixed(true), fixed('q'), in(sample()), fixed(kMinus), fixed(3UL));
  return check::report();
}
