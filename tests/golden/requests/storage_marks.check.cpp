#include "storage_marks.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(marked, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(chosen, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(per_loop, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(kept, in(sample(4)), fixed(4));
  return check::report();
}
