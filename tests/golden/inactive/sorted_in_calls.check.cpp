#include "sorted_in_calls.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(weighted, in(sample(7)), fixed(7));
  CHECK_DERIVATIVES(looked_up, in(sample(7)), fixed(7));
  return check::report();
}
