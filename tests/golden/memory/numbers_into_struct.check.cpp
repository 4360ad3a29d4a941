#include "numbers_into_struct.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(project, in(sample(11)), fixed(11));
  return check::report();
}
