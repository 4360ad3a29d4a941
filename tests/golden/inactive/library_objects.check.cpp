#include "library_objects.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(weighted, in(sample()));
  return check::report();
}
