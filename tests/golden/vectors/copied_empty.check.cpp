#include "copied_empty.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(products, in(sample_vector(4)));
  CHECK_DERIVATIVES(products, in(sample_vector(0)));
  CHECK_DERIVATIVES(handed_on, in(sample_vector(3)), inout(sample_vector(3)), out(sample_vector(3)));
  CHECK_DERIVATIVES(handed_on, in(sample_vector(0)), inout(sample_vector(0)), out(sample_vector(0)));
  return check::report();
}
