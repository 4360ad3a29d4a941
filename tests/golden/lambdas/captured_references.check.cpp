#include "captured_references.expected.hpp"

#include <vector>

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(scaled_by_first, in(std::vector<double>{0.7, 1.3, 0.4}));
  CHECK_DERIVATIVES(frozen_vector, in(std::vector<double>{0.7, 1.3, 0.4}));
  CHECK_DERIVATIVES(made_once, in(std::vector<double>{0.7, 1.3, 0.4}));
  CHECK_DERIVATIVES(counted, in(std::vector<double>{0.7, 1.3, 0.4}));
  return check::report();
}
