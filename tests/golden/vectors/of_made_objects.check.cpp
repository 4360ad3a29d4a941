#include "of_made_objects.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(in_vector, in(sample(4)), fixed(4));
  return check::report();
}
