#include "absent_output_of_object.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(bonds, in(sample(5)), fixed(5));
  return check::report();
}
