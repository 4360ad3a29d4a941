#include "of_vectors_filled.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(filled, in(sample()));
  return check::report();
}
