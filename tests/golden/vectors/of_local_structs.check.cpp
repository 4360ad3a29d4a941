#include "of_local_structs.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(sorted, in(sample(5)), fixed(5));
  return check::report();
}
