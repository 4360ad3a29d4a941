#include "of_objects_with_texts.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 2;
  CHECK_DERIVATIVES(posed, in(sample(2)), fixed(n));
  return check::report();
}
