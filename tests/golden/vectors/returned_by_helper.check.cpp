#include "returned_by_helper.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(pipeline, in(sample_vector(3)));
  return check::report();
}
