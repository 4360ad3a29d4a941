#include "const_iterators.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(in_constructor, in(sample(4)));
  CHECK_DERIVATIVES(direct, in(sample(4)));
  CHECK_DERIVATIVES(braces, in(sample(4)));
  return check::report();
}
