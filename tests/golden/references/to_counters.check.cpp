#include "to_counters.expected.hpp"

#include <vector>

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(clamped, in(std::vector<double>{0.7, 1.3, 0.4, 1.1}));
  return check::report();
}
