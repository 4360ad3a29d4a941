#include "mutual_recursion.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(even_part, in(sample()), fixed(5));
  CHECK_DERIVATIVES(even_part, in(sample()), fixed(0));
  return check::report();
}
