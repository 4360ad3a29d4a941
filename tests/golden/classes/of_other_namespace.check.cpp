#include "of_other_namespace.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(weighted, in(sample(5)), fixed(5));
  return check::report();
}
