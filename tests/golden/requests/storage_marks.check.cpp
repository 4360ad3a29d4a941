#include "storage_marks.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(marked, in(sample(5)), fixed(5));
  return check::report();
}
