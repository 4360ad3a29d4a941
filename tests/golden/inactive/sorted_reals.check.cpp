#include "sorted_reals.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(weighted, in(sample(4)), fixed(4), fixed(sample_vector(4)));
  CHECK_DERIVATIVES(matched, in(sample(5)), fixed(5), fixed(sample_vector(5)));
  return check::report();
}
