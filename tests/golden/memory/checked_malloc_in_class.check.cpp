#include "checked_malloc_in_class.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(through_arena, in(sample(4)), fixed(4));
  return check::report();
}
