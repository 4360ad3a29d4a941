#include "map_of_counters.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(weighted, in(sample(5)), fixed(5));
  return check::report();
}
