#include "inheritance.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(volume, in(sample()), in(sample()));
  return check::report();
}
