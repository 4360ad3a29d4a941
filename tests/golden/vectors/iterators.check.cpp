#include "iterators.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(iterated, inout(sample_vector(4)));
  return check::report();
}
